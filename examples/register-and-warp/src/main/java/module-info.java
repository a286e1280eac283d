/** An application that registers images in memory. */
module org.jelastix.examples {
  requires org.jelastix.runtime;
}
