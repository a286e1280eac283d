package org.jelastix.conformance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelastix.api.component.Interpolator;
import org.jelastix.api.component.SimilarityMeasure;
import org.jelastix.api.component.SpatialKernel;
import org.jelastix.api.component.TransformKernel;

/** The rules, each with its reason. */
final class Rules {
  /** Component modules by their root package. */
  static final List<String> COMPONENTS =
      List.of("transforms", "images", "metrics", "optimizers", "io");

  private static final Set<String> OPENING =
      Set.of(
          "copy",
          "createFile",
          "createTempFile",
          "delete",
          "deleteIfExists",
          "lines",
          "move",
          "newBufferedReader",
          "newBufferedWriter",
          "newByteChannel",
          "newInputStream",
          "newOutputStream",
          "readAllBytes",
          "readAllLines",
          "readString",
          "write",
          "writeString");

  private static final Set<String> NAMED =
      Set.of("java.io.PrintStream", "java.io.PrintWriter", "java.util.Formatter");

  private static final Set<String> FILES = Set.of("java.io.File", "java.nio.file.Path");

  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Boolean",
          "java.lang.Short",
          "java.lang.Byte");

  private Rules() {}

  private static String root(String module) {
    return "org.jelastix." + module + "..";
  }

  static ArchRule componentsKeepApart(String module) {
    String[] others =
        COMPONENTS.stream().filter(m -> !m.equals(module)).map(Rules::root).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(root(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because(
            "a metric that knows a transform's class cannot meet a stranger's transform; components"
                + " see each other as api interfaces only");
  }

  static final ArchRule COMPONENTS_DO_NOT_KNOW_THE_RUNTIME =
      noClasses()
          .that()
          .resideInAnyPackage(COMPONENTS.stream().map(Rules::root).toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jelastix.runtime..", "com.google.inject..")
          .because("a component is usable without our runtime, by any application");

  static final ArchRule API_DEPENDS_ON_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("org.jelastix.api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.jelastix.api..", "java..")
          .because("whatever the api needs, every plug-in needs, in the same version");

  static final ArchRule ONLY_IO_OPENS_FILES =
      classes()
          .that()
          .resideOutsideOfPackages("org.jelastix.io..", "org.jelastix.runtime.cli..")
          .should(notOpenFiles())
          .because(
              "files are hostile, and are read and written in one place that knows it; the command"
                  + " line writes its own logs");

  static final ArchRule NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .should(beConstants())
          .because(
              "two registrations in one application must not hear of each other, and tests must not"
                  + " depend on their order");

  static final ArchRule HOT_PATHS_DO_NOT_ALLOCATE =
      classes()
          .that(
              describe(
                  "work on batches of points",
                  type ->
                      type.isAssignableTo(TransformKernel.class)
                          || type.isAssignableTo(SpatialKernel.class)
                          || type.isAssignableTo(Interpolator.class)
                          || type.isAssignableTo(SimilarityMeasure.class)))
          .should(neitherStreamNorBox())
          .because(
              "these run for every sample of every iteration: a stream or a boxed number there"
                  + " costs more than the arithmetic");

  static final ArchRule EXCEPTIONS_HAVE_WORDS =
      noClasses()
          .that()
          .areNotAssignableTo(RuntimeException.class)
          .should()
          .callConstructor(RuntimeException.class, String.class)
          .orShould()
          .callConstructor(RuntimeException.class)
          .because("errors are JelastixExceptions, of which callers know what they mean");

  private static ArchCondition<JavaClass> notOpenFiles() {
    return new ArchCondition<>("not open files") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          boolean named = namesAFile(access);
          if (named || opens(access.getTargetOwner().getName(), access.getName())) {
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
          }
        }
      }
    };
  }

  /** Classes that open a file if they are made with its name. */
  private static boolean namesAFile(JavaAccess<?> access) {
    if (!(access instanceof JavaConstructorCall call)
        || call.getTarget().getRawParameterTypes().isEmpty()) {
      return false;
    }
    String owner = call.getTargetOwner().getName();
    String first = call.getTarget().getRawParameterTypes().get(0).getName();
    return owner.equals("java.util.Scanner")
        ? FILES.contains(first)
        : NAMED.contains(owner) && (FILES.contains(first) || first.equals("java.lang.String"));
  }

  private static boolean opens(String owner, String name) {
    return switch (owner) {
      case "java.nio.file.Files" -> OPENING.contains(name);
      case "java.nio.channels.FileChannel", "java.nio.channels.AsynchronousFileChannel" ->
          name.equals("open");
      case "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile" ->
          name.equals("<init>");
      case "javax.imageio.ImageIO" -> name.equals("read") || name.equals("write");
      default -> false;
    };
  }

  private static ArchCondition<JavaField> beConstants() {
    return new ArchCondition<>("be constants") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean synthetic = field.getName().startsWith("$");
        boolean isFinal =
            field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.FINAL);
        if (!synthetic && (!isFinal || mutable(field.getRawType()) || madeToChange(field))) {
          events.add(SimpleConditionEvent.violated(field, field.getDescription()));
        }
      }
    };
  }

  /** A collection by its interface, in a class that makes one to be filled as it is loaded. */
  private static boolean madeToChange(JavaField field) {
    JavaClass type = field.getRawType();
    return (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
        && field.getOwner().getStaticInitializer().stream()
            .flatMap(initializer -> initializer.getConstructorCallsFromSelf().stream())
            .anyMatch(call -> mutable(call.getTargetOwner()));
  }

  /** Types that are made to change; tables of numbers in arrays are taken for constants. */
  private static boolean mutable(JavaClass type) {
    boolean collection =
        (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
            && !type.isInterface();
    return collection
        || type.getName().startsWith("java.util.concurrent.atomic.")
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(StringBuilder.class);
  }

  private static ArchCondition<JavaClass> neitherStreamNorBox() {
    return new ArchCondition<>("neither use streams nor box numbers, constructors apart") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaCodeUnit unit : type.getCodeUnits()) {
          if (unit.isConstructor() || unit.getName().equals("<clinit>")) {
            continue;
          }
          for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
            String owner = access.getTargetOwner().getName();
            boolean boxes = BOXES.contains(owner) && access.getName().equals("valueOf");
            if (boxes || owner.startsWith("java.util.stream.")) {
              events.add(SimpleConditionEvent.violated(type, access.getDescription()));
            }
          }
        }
      }
    };
  }
}
