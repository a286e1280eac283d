/**
 * The runtime, for applications that embed registration and for the command line.
 *
 * <p>Finds components through {@link java.util.ServiceLoader}, never by depending on their modules.
 */
module org.jelastix.runtime {
  requires transitive org.jelastix.api;
  requires transitive com.google.guice;
  requires info.picocli;
  requires org.slf4j;

  // What Guice needs and, being an automatic module, cannot say itself.
  requires com.google.common;
  requires jakarta.inject;
}
