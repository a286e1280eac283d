package org.jelastix.conformance.replay;

import java.nio.file.Path;
import org.jelastix.api.image.Image;
import org.jelastix.runtime.Images;

/** Images of a case, from files or recipes. */
final class CaseImages {
  private final Images files;
  private final Path base;

  CaseImages(Images files, Path base) {
    this.files = files;
    this.base = base;
  }

  Image image(String source) {
    return source.startsWith(PhantomRecipe.START)
        ? new PhantomRecipe(source).image()
        : files.read(base.resolve(source));
  }
}
