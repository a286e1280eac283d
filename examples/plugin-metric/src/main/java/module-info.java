/** A metric for jelastix in a jar of its own. */
module com.example.robust {
  requires org.jelastix.api;

  provides org.jelastix.api.spi.MetricProvider with
      com.example.robust.RobustDifferenceProvider;
}
