/**
 * Optimizers, for everyone who runs a registration.
 *
 * <p>Exports nothing: optimizers reach the runtime as services, so the provides clauses are the
 * whole surface of this module. Put it on the module path or the class path beside the runtime's
 * jar.
 */
module org.jelastix.optimizers {
  requires org.jelastix.api;
  requires commons.math3;

  provides org.jelastix.api.spi.OptimizerProvider with
      org.jelastix.optimizers.AdaGradProvider,
      org.jelastix.optimizers.AdaptiveStochasticGradientDescentProvider,
      org.jelastix.optimizers.AdaptiveStochasticLbfgsProvider,
      org.jelastix.optimizers.AdaptiveStochasticVarianceReducedGradientProvider,
      org.jelastix.optimizers.CmaEvolutionStrategyProvider,
      org.jelastix.optimizers.ConjugateGradientFrprProvider,
      org.jelastix.optimizers.ConjugateGradientProvider,
      org.jelastix.optimizers.FiniteDifferenceGradientDescentProvider,
      org.jelastix.optimizers.FullSearchProvider,
      org.jelastix.optimizers.PowellProvider,
      org.jelastix.optimizers.PreconditionedStochasticGradientDescentProvider,
      org.jelastix.optimizers.QuasiNewtonLbfgsProvider,
      org.jelastix.optimizers.RegularStepGradientDescentProvider,
      org.jelastix.optimizers.RsgdEachParameterApartProvider,
      org.jelastix.optimizers.SimplexProvider,
      org.jelastix.optimizers.SimultaneousPerturbationProvider,
      org.jelastix.optimizers.StandardGradientDescentProvider;
}
