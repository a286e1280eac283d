package org.jelastix.runtime.registry;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jelastix.api.InputException;

/**
 * Where services are looked for: the module layer of the runtime, its class path, and a folder of
 * plug-in jars. Modular plug-ins get a module layer of their own, other jars a class loader.
 */
final class ServiceSources implements ServiceFinder {
  private final List<ModuleLayer> layers = new ArrayList<>();
  private final List<ClassLoader> loaders = new ArrayList<>();
  private final BuiltFor builtFor = new BuiltFor();

  /**
   * @param plugins a folder with jars, or null for none
   * @throws InputException if the folder or a jar in it cannot be used
   */
  ServiceSources(Path plugins) {
    ModuleLayer own = ServiceSources.class.getModule().getLayer();
    ClassLoader loader = ServiceSources.class.getClassLoader();
    if (own != null) {
      layers.add(own);
    }
    loaders.add(loader);
    if (plugins != null) {
      addPlugins(plugins, own, loader);
    }
  }

  @Override
  public <S> List<S> find(Class<S> service) {
    Map<Class<?>, S> found = new LinkedHashMap<>();
    try {
      for (ModuleLayer layer : layers) {
        ServiceLoader.load(layer, service).stream()
            .forEach(p -> found.computeIfAbsent(p.type(), type -> instance(p)));
      }
      for (ClassLoader loader : loaders) {
        ServiceLoader.load(service, loader).stream()
            .forEach(p -> found.computeIfAbsent(p.type(), type -> instance(p)));
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new InputException("a plug-in cannot be used: " + firstLine(e), e);
    }
    List<S> services = new ArrayList<>(found.values());
    services.sort((a, b) -> a.getClass().getName().compareTo(b.getClass().getName()));
    return services;
  }

  private <S> S instance(ServiceLoader.Provider<S> provider) {
    builtFor.checkJarOf(provider.type());
    return provider.get();
  }

  /**
   * Whether a class comes from the folder of plug-ins.
   *
   * @param type of a service that was found
   */
  boolean isPlugin(Class<?> type) {
    ModuleLayer layer = type.getModule().getLayer();
    return layer != null
        ? layer != ServiceSources.class.getModule().getLayer() && layers.contains(layer)
        : type.getClassLoader() != ServiceSources.class.getClassLoader()
            && loaders.contains(type.getClassLoader());
  }

  /**
   * The jar or folder that an object's class was loaded from.
   *
   * @param object any
   */
  static String locationOf(Object object) {
    CodeSource source = object.getClass().getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      return source.getLocation().getPath();
    }
    URI module =
        object.getClass().getModule().getLayer() == null
            ? null
            : object
                .getClass()
                .getModule()
                .getLayer()
                .configuration()
                .findModule(String.valueOf(object.getClass().getModule().getName()))
                .flatMap(m -> m.reference().location())
                .orElse(null);
    return module == null ? object.getClass().getName() : module.getPath();
  }

  private void addPlugins(Path folder, ModuleLayer parent, ClassLoader loader) {
    List<Path> modular = new ArrayList<>();
    List<URL> plain = new ArrayList<>();
    for (Path jar : jarsIn(folder)) {
      BuiltFor.check(jar);
      if (parent != null && isModular(jar)) {
        modular.add(jar);
      } else {
        plain.add(url(jar));
      }
    }
    if (!modular.isEmpty()) {
      layers.add(layer(folder, modular, parent, loader));
    }
    if (!plain.isEmpty()) {
      loaders.add(
          new URLClassLoader("plugins", plain.toArray(URL[]::new), loader)); // lives with the JVM
    }
  }

  static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + ": no such folder of plug-ins");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(f -> f.toString().endsWith(".jar") && Files.isRegularFile(f))
              .sorted()
              .toList();
      if (jars.isEmpty()) {
        throw new InputException(folder + ": there are no plug-in jars in this folder");
      }
      return jars;
    } catch (IOException e) {
      throw new InputException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isModular(Path jar) {
    try {
      return ModuleFinder.of(jar).findAll().stream()
          .map(ModuleReference::descriptor)
          .anyMatch(d -> !d.isAutomatic());
    } catch (FindException e) {
      throw new InputException(jar + ": not a usable jar: " + firstLine(e), e);
    }
  }

  private static ModuleLayer layer(
      Path folder, List<Path> jars, ModuleLayer parent, ClassLoader loader) {
    ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
    try {
      TreeSet<String> names = new TreeSet<>();
      finder.findAll().stream()
          .map(ModuleReference::descriptor)
          .map(ModuleDescriptor::name)
          .forEach(names::add);
      Configuration configuration =
          parent.configuration().resolveAndBind(finder, ModuleFinder.of(), names);
      return parent.defineModulesWithOneLoader(configuration, loader);
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      throw new InputException(folder + ": plug-ins cannot be loaded: " + firstLine(e), e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (IOException e) {
      throw new InputException(jar + ": not a usable file name", e);
    }
  }

  private static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
