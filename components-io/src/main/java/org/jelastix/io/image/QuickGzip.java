package org.jelastix.io.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip at level 2, several times as quick as the usual 6 at little cost in size. */
final class QuickGzip extends GZIPOutputStream {
  private static final int LEVEL = 2;

  QuickGzip(OutputStream out) throws IOException {
    super(out, 1 << 16);
    def.setLevel(LEVEL);
  }

  /** Writes what is left, and gives back the memory of the compressor, which is not on the heap. */
  @Override
  public void finish() throws IOException {
    super.finish();
    def.end();
  }
}
