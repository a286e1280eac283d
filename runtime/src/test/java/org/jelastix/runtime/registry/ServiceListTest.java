package org.jelastix.runtime.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.jelastix.api.InputException;
import org.jelastix.api.ParameterException;
import org.jelastix.api.spi.ComponentInfo;
import org.jelastix.api.spi.ComponentType;
import org.jelastix.api.spi.MetricProvider;
import org.jelastix.api.spi.TransformProvider;
import org.jelastix.runtime.Jelastix;
import org.junit.jupiter.api.Test;

class ServiceListTest {
  private static final ServiceList LIST = ServiceList.ofClassPath();

  private static List<String> classes(List<?> objects) {
    return objects.stream().map(o -> o.getClass().getName()).toList();
  }

  @Test
  void givesTheComponentsThatAreFound() {
    try (Jelastix found = Jelastix.standard();
        Jelastix listed = Jelastix.builder().services(LIST).build()) {
      assertEquals(
          found.components().list().stream().map(ComponentInfo::name).toList(),
          listed.components().list().stream().map(ComponentInfo::name).toList());
      for (ComponentInfo info : found.components().list()) {
        ComponentRegistry components = listed.components();
        assertEquals(found.components().location(info), components.location(info));
        for (String alias : info.aliases()) {
          assertEquals(info.name(), components.find(info.type(), alias).orElseThrow().name());
        }
      }
      assertNotNull(listed.injector().getInstance(ComponentRegistry.class));
    }
  }

  @Test
  void givesTheFormatsThatAreFound() {
    Formats found = Formats.standard();
    Formats listed = LIST.formats();
    assertEquals(classes(found.images()), classes(listed.images()));
    assertEquals(classes(found.points()), classes(listed.points()));
    assertEquals(classes(found.parameters()), classes(listed.parameters()));
    assertEquals(classes(found.transforms()), classes(listed.transforms()));
    assertEquals(classes(found.textFiles()), classes(listed.textFiles()));
  }

  @Test
  void makesAComponentOnce() {
    ComponentRegistry registry = LIST.registry();
    TransformProvider transform = registry.provider(TransformProvider.class, "EulerTransform");
    assertSame(transform, registry.provider(TransformProvider.class, "EulerTransform"));
  }

  @Test
  void makesNothingThatNobodyAsksFor() {
    ServiceList list =
        new ServiceList(
            List.of(
                new ServiceList.Service(
                    MetricProvider.class.getName(), "not.There", List.of("Absent", "Gone"))));
    ComponentRegistry registry = list.registry();
    assertTrue(registry.find(ComponentType.METRIC, "Other").isEmpty());
    InputException e =
        assertThrows(InputException.class, () -> registry.find(ComponentType.METRIC, "Gone"));
    assertTrue(e.getMessage().startsWith("not.There: cannot be made"), e::getMessage);
  }

  @Test
  void isNoListOfWhatPlugInsChange() {
    Jelastix.Builder builder = Jelastix.builder().services(new ServiceList(List.of()));
    try (Jelastix preferring = builder.prefer("EulerTransform", "transforms").build()) {
      assertTrue(
          preferring.components().find(ComponentType.TRANSFORM, "EulerTransform").isPresent());
    }
    builder.plugins(Path.of("no such folder"));
    assertThrows(InputException.class, builder::build);
  }

  @Test
  void anEmptyListHasNothing() {
    try (Jelastix jelastix = Jelastix.builder().services(new ServiceList(List.of())).build()) {
      String message =
          assertThrows(
                  ParameterException.class,
                  () -> jelastix.components().provider(MetricProvider.class, "A"))
              .getMessage();
      assertTrue(message.contains("no Metric is installed at all"), message);
    }
  }
}
