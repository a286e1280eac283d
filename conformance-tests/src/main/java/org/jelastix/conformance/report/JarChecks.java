package org.jelastix.conformance.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jelastix.api.ApiVersion;
import org.jelastix.conformance.Check;
import org.jelastix.conformance.Findings;
import org.jelastix.conformance.suite.Result;

/** Checks of a jar as a whole. */
final class JarChecks {
  private JarChecks() {}

  static Report.Part run(JarFacts jar) {
    String id = "Jar." + jar.name();
    List<Result> results = new ArrayList<>();
    for (Check check : of(jar)) {
      results.add(new Result(id, check.id(), check.title(), check.run()));
    }
    String source = jar.bytes() + " bytes, SHA-256 " + jar.sha256();
    return new Report.Part(id, "The jar as a whole", "", source, results);
  }

  static List<Check> of(JarFacts jar) {
    return List.of(
        new Check(
            "jar.api-version",
            "the manifest says which version of the api the jar was built for",
            findings -> apiVersion(jar, findings)),
        new Check(
            "jar.services",
            "components are found on the module path and on the class path alike",
            findings -> services(jar, findings)),
        new Check(
            "jar.implementations",
            "what the jar says it offers is in it",
            findings -> implementations(jar, findings)),
        new Check(
            "jar.encapsulation",
            "the jar keeps to its own packages, and does not carry jelastix inside",
            findings -> encapsulation(jar, findings)));
  }

  private static void apiVersion(JarFacts jar, Findings findings) {
    findings.expect(
        jar.builtFor().isPresent(),
        () ->
            "there is no "
                + ApiVersion.MANIFEST_ATTRIBUTE
                + " in META-INF/MANIFEST.MF: users of another version will get errors that name"
                + " methods instead of one that names the version");
  }

  private static void services(JarFacts jar, Findings findings) {
    Map<String, List<String>> listed = jar.services();
    if (jar.module().isEmpty()) {
      findings.expect(!listed.isEmpty(), () -> "META-INF/services lists no component");
      findings.skip("has no module-info: found on the class path and in plug-in folders only");
    }
    Map<String, List<String>> provided = jar.provided();
    TreeSet<String> all = new TreeSet<>(listed.keySet());
    all.addAll(provided.keySet());
    findings.expect(
        !all.isEmpty(), () -> "neither module-info nor META-INF/services lists a component");
    for (String service : all) {
      List<String> inModule = provided.getOrDefault(service, List.of());
      List<String> inFile = listed.getOrDefault(service, List.of());
      findings.expect(
          inModule.equals(inFile),
          () ->
              "module-info provides "
                  + service
                  + " with "
                  + inModule
                  + ", META-INF/services lists "
                  + inFile);
    }
  }

  private static void implementations(JarFacts jar, Findings findings) {
    for (List<String> names : jar.services().values()) {
      for (String name : names) {
        findings.expect(
            jar.classes().contains(name.replace('.', '/') + ".class"),
            () -> "META-INF/services lists " + name + ", of which there is no class");
      }
    }
  }

  private static void encapsulation(JarFacts jar, Findings findings) {
    for (String name : jar.classes()) {
      if (name.startsWith("org/jelastix/")) {
        findings.add(
            name + " is a class of jelastix: depend on jelastix-api in scope provided instead");
        break;
      }
      if (!name.contains("/") && !name.equals("module-info.class")) {
        findings.add(name + " is in no package");
      }
    }
  }
}
