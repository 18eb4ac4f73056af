package dev.portcullis.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Makes calls that do not depend on each other side by side where there are threads for them, and
 * one after the other where there are none. It returns when all are done and throws what the first
 * of them in the list threw.
 */
final class StoreCalls {
  private final Optional<Executor> threads;

  StoreCalls(Optional<Executor> threads) {
    this.threads = threads;
  }

  <T> List<T> all(List<Supplier<T>> calls) {
    List<T> results = new ArrayList<>();
    if (threads.isEmpty() || calls.size() < 2) {
      calls.forEach(call -> results.add(call.get()));
      return results;
    }
    List<CompletableFuture<T>> running = new ArrayList<>();
    for (Supplier<T> call : calls) {
      running.add(CompletableFuture.supplyAsync(call, threads.get()));
    }
    // All are waited for, also behind a failure: none may go on behind the caller's back.
    CompletableFuture<Void> done =
        CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
    done.exceptionally(e -> null).join();
    for (CompletableFuture<T> one : running) {
      try {
        results.add(one.join());
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException failed) {
          throw failed;
        }
        throw e;
      }
    }
    return results;
  }

  /** The same for calls without a result. */
  void run(List<Runnable> calls) {
    List<Supplier<Boolean>> suppliers = new ArrayList<>();
    for (Runnable call : calls) {
      suppliers.add(
          () -> {
            call.run();
            return true;
          });
    }
    all(suppliers);
  }
}
