package org.jelastix.runtime;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jelastix.api.JelastixException;
import org.jelastix.api.parallel.Parallel;
import org.jelastix.api.spi.TextFiles;
import org.jelastix.runtime.parallel.ThreadPool;
import org.jelastix.runtime.registry.ComponentRegistry;
import org.jelastix.runtime.registry.Formats;
import org.jelastix.runtime.registry.RegistryModule;
import org.jelastix.runtime.registry.ServiceList;

/**
 * The assembled library: components, file formats and threads. Made once and used for any number of
 * registrations and transformations, also from several threads.
 */
public final class Jelastix implements AutoCloseable {
  private final Supplier<RegistryModule> module;
  private final ThreadPool pool;
  private final ComponentRegistry components;
  private final Images images;
  private final ParameterMaps parameterMaps;
  private final Points points;
  private final TransformFiles transformFiles;
  private Injector injector;

  private Jelastix(Builder builder) {
    Formats formats;
    if (builder.services != null && builder.findsNothingElse()) {
      this.module = () -> new RegistryModule(null, Map.of());
      this.components = builder.services.registry();
      formats = builder.services.formats();
    } else {
      RegistryModule found = new RegistryModule(builder.plugins, builder.preferred);
      this.module = () -> found;
      if (builder.modules.isEmpty()) {
        // There is nothing to inject yet, and Guice takes a third of a second to find that out.
        this.components = found.foundRegistry();
        formats = found.foundFormats();
      } else {
        this.injector = injector(builder.modules, found);
        this.components = injector.getInstance(ComponentRegistry.class);
        formats = injector.getInstance(Formats.class);
      }
    }
    this.images = new Images(formats);
    this.parameterMaps = new ParameterMaps(formats);
    this.points = new Points(formats);
    this.transformFiles = new TransformFiles(formats, parameterMaps);
    this.pool = new ThreadPool(builder.threads);
  }

  /** Fails where the registry would, so that the first use of it cannot. */
  private static Injector injector(List<Module> applications, RegistryModule registry) {
    List<Module> modules = new ArrayList<>(applications);
    modules.add(registry);
    try {
      Injector injector = Guice.createInjector(Stage.DEVELOPMENT, modules);
      injector.getInstance(ComponentRegistry.class);
      return injector;
    } catch (CreationException | ProvisionException e) {
      if (e.getCause() instanceof JelastixException problem) {
        throw problem;
      }
      throw new JelastixException(
          "the components cannot be put together: "
              + e.getMessage().lines().filter(l -> !l.isBlank()).skip(1).findFirst().orElse(""),
          e);
    }
  }

  /** Everything on the module path or class path, on as many threads as there are processors. */
  public static Jelastix standard() {
    return builder().build();
  }

  /** Starts with what {@link #standard} has. */
  public static Builder builder() {
    return new Builder();
  }

  /** The components. */
  public ComponentRegistry components() {
    return components;
  }

  /** Reads and writes images. */
  public Images images() {
    return images;
  }

  /** Reads and writes parameter files. */
  public ParameterMaps parameterMaps() {
    return parameterMaps;
  }

  /** Reads and writes point sets. */
  public Points points() {
    return points;
  }

  /** Reads and writes transform parameter files and ITK transform files. */
  public TransformFiles transformFiles() {
    return transformFiles;
  }

  /** Writes whole text files safely. */
  public TextFiles textFiles() {
    return parameterMaps.text();
  }

  /** The injector, for what an application has bound in its own modules. */
  public synchronized Injector injector() {
    if (injector == null) {
      injector = injector(List.of(), module.get());
    }
    return injector;
  }

  /** Splits work onto the threads. */
  public Parallel parallel() {
    return pool;
  }

  /** How many threads work. */
  public int threads() {
    return pool.threads();
  }

  /** Lets the threads end. What is called later runs on its calling thread. */
  @Override
  public void close() {
    pool.close();
  }

  /** Collects what a {@link Jelastix} is made of. */
  public static final class Builder {
    private int threads = Runtime.getRuntime().availableProcessors();
    private Path plugins;
    private ServiceList services;
    private final List<Module> modules = new ArrayList<>();
    private final Map<String, String> preferred = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets the number of threads. Results do not depend on it.
     *
     * @param count at least 1
     */
    public Builder threads(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("at least 1 thread is needed, not " + count);
      }
      this.threads = count;
      return this;
    }

    /**
     * Adds the plug-in jars of a folder.
     *
     * @param folder with jars
     */
    public Builder plugins(Path folder) {
      this.plugins = folder;
      return this;
    }

    /**
     * Adds Guice modules, which may add, replace and decorate components with {@link
     * org.jelastix.runtime.registry.ComponentBinder}.
     *
     * @param more modules
     */
    public Builder modules(Module... more) {
      modules.addAll(List.of(more));
      return this;
    }

    /**
     * Says which of several jars a component is taken from.
     *
     * @param component its name
     * @param jar a part of the jar's file name
     */
    public Builder prefer(String component, String jar) {
      preferred.put(component, jar);
      return this;
    }

    /**
     * Takes components and formats from a list of those of the class path, and makes only what is
     * used. Without effect together with plug-ins, modules or preferences, which may change what
     * the class path offers.
     *
     * @param found by {@link ServiceList#ofClassPath()} in an earlier start, on the same class path
     */
    public Builder services(ServiceList found) {
      this.services = found;
      return this;
    }

    private boolean findsNothingElse() {
      return plugins == null && modules.isEmpty() && preferred.isEmpty();
    }

    /**
     * Finds components and formats.
     *
     * @throws org.jelastix.api.InputException if plug-ins cannot be used or names clash
     */
    public Jelastix build() {
      return new Jelastix(this);
    }
  }
}
