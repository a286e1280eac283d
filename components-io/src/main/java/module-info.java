/**
 * File formats, for everyone who reads or writes images, points, parameters or transforms.
 *
 * <p>Exports nothing: formats reach the runtime as services, so the provides clauses are the whole
 * surface of this module. Put it on the module path or the class path beside the runtime's jar.
 */
module org.jelastix.io {
  requires org.jelastix.api;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.tiff;
  requires io.jhdf;
  requires java.desktop;
}
