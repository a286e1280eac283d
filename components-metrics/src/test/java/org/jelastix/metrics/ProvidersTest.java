package org.jelastix.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.jelastix.api.parameter.Parameter;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricParameters;
import org.jelastix.api.spi.MetricProvider;
import org.junit.jupiter.api.Test;

/** What is declared of every metric. */
class ProvidersTest {

  @Test
  void everyMetricIsDocumentedAndNamedOnce() {
    Set<String> names = new HashSet<>();
    for (MetricProvider provider : ServiceLoader.load(MetricProvider.class)) {
      String name = provider.info().name();
      assertTrue(names.add(name), name + " twice");
      provider.info().aliases().forEach(alias -> assertTrue(names.add(alias), alias + " twice"));
      assertEquals(ComponentType.METRIC, provider.info().type());
      assertFalse(provider.info().summary().isEmpty(), name);
      assertFalse(provider.info().reference().isEmpty(), name);
      assertTrue(provider.info().parameters().containsAll(MetricParameters.ALL), name);
      Set<String> parameters = new HashSet<>();
      for (Parameter<?> parameter : provider.info().parameters()) {
        assertFalse(parameter.doc().isEmpty(), name + " " + parameter.name());
        assertTrue(parameters.add(parameter.name()), name + " " + parameter.name() + " twice");
      }
    }
    assertTrue(names.size() >= 22, "found only " + names);
  }
}
