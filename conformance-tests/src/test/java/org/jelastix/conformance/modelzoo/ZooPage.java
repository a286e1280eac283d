package org.jelastix.conformance.modelzoo;

import java.util.List;
import java.util.Map;

/** The table of all files, for the documentation. */
final class ZooPage {
  private static final String HEAD =
      """
      # Parameter files of published studies

      The [Model Zoo](https://github.com/SuperElastix/ElastixModelZoo) of elastix collects parameter files of published
      studies. `ModelZooTest` runs each of them on a phantom of the right dimension: at most 5 iterations a resolution,
      all samples, and everything else as the file says. This page is written by that test, which fails when it is stale
      (`mvn -pl :conformance-tests -am test -Dtest=ModelZooTest -Dsurefire.failIfNoSpecifiedTests=false
      -Djelastix.updateDocs=true` writes it anew).

      A file *runs* if it parses, validates, assembles, and yields a transform that is finite everywhere. What a study
      had beside the file is made of the phantom: masks where the sampler asks for one, landmarks (`-fp`, `-mp`), label
      images (`-labels`), meshes (`-fmeshA1`), a shape model (`-mean`, `-covariance`), rigidity images, one image a
      metric where several intensity metrics have pyramids of their own, and for files that invert a transform the
      result of the file that comes before. Its field of view is small, to be quick, but of real size where a file has
      steps or regions in mm that are made for one. The dimension is that of `FixedImageDimension`; without it, what the grid
      spacing or a comment says, or else 3.

      Files of elastix 3 (Par0004) name metrics that later versions of elastix do not have any more;
      [migrating-from-elastix.md](migrating-from-elastix.md) says what becomes of them.

      """;

  private ZooPage() {}

  static String of(Map<ZooFile, Verdict> verdicts) {
    StringBuilder page = new StringBuilder(HEAD);
    long ran = verdicts.values().stream().filter(Verdict::ran).count();
    page.append(ran).append(" of ").append(verdicts.size()).append(" files run.\n\n");
    page.append("| file | images | transform | metric | optimizer | result |\n");
    page.append("|---|---|---|---|---|---|\n");
    verdicts.forEach(
        (file, verdict) ->
            page.append("| ")
                .append(file.name())
                .append(" | ")
                .append(file.dimension())
                .append("-D | ")
                .append(chosen(file, "Transform"))
                .append(" | ")
                .append(chosen(file, "Metric"))
                .append(" | ")
                .append(chosen(file, "Optimizer"))
                .append(" | ")
                .append(verdict.text().replace("|", "\\|"))
                .append(" |\n"));
    return page.toString();
  }

  /** Names, with a count where several in a row are equal. */
  private static String chosen(ZooFile file, String kind) {
    List<String> names = file.parameters().values(kind);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); ) {
      int end = i;
      while (end < names.size() && names.get(end).equals(names.get(i))) {
        end++;
      }
      text.append(i == 0 ? "" : ", ").append(names.get(i));
      if (end - i > 1) {
        text.append(" (").append(end - i).append("×)");
      }
      i = end;
    }
    return text.toString();
  }
}
