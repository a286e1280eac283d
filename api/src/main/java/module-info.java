/**
 * The contract between jelastix and its components: value types, component interfaces and the
 * provider interfaces by which components are found.
 *
 * <p>For authors of components, who implement what is in {@code component} and {@code spi}, and for
 * applications, which meet images, grids and parameter maps here. Depends on the JDK alone.
 */
module org.jelastix.api {
  exports org.jelastix.api;
  exports org.jelastix.api.component;
  exports org.jelastix.api.image;
  exports org.jelastix.api.numeric;
  exports org.jelastix.api.parallel;
  exports org.jelastix.api.parameter;
  exports org.jelastix.api.random;
  exports org.jelastix.api.spi;
}
