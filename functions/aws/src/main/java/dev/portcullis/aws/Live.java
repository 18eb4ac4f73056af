package dev.portcullis.aws;

import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a function may never share with another copy of the same snapshot: it is made after each
 * restore and forgotten before each checkpoint, with everything it holds (randomness, secrets, the
 * writer's epoch and chain, connections).
 *
 * <p>Without a snapshot it is made at once, so that what cannot be used ends the function's start.
 */
final class Live<T> implements Resource {
  private final Supplier<T> make;
  private volatile @Nullable T current;

  private Live(Supplier<T> make) {
    this.make = make;
  }

  /** Keep the result in a field: the runtime remembers it only as long as somebody else does. */
  static <T> Live<T> of(Environment environment, Supplier<T> make) {
    Live<T> live = new Live<>(make);
    if (environment.snapshot()) {
      Core.getGlobalContext().register(live);
    } else {
      live.current = make.get();
    }
    return live;
  }

  /** The present one. */
  T get() {
    T made = current;
    if (made == null) {
      // A snapshot's start is over and nothing restored it: an emulator that knows no hooks.
      made = make.get();
      current = made;
    }
    return made;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    current = null;
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    current = make.get();
  }
}
