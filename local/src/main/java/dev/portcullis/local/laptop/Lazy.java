package dev.portcullis.local.laptop;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds a thing at its first use, once; a build that throws is tried again by the next use. */
final class Lazy<T> {
  private final Supplier<T> build;
  private @Nullable T built;

  Lazy(Supplier<T> build) {
    this.build = build;
  }

  synchronized T get() {
    T present = built;
    if (present == null) {
      present = build.get();
      built = present;
    }
    return present;
  }

  /** True once it was used. */
  synchronized boolean ready() {
    return built != null;
  }
}
