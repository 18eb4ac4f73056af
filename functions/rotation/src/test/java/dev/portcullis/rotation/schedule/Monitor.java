package dev.portcullis.rotation.schedule;

import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Stands for every possible client at once: a client may have read any value that was current and
 * use it until its cache is too old, so at every moment each such value must work.
 */
final class Monitor {
  private final MemorySecrets secrets;
  private final Supplier<Instant> clock;
  private final Duration cacheAge;
  private final Map<String, Instant> lastCurrent = new TreeMap<>();
  private final Set<String> problems = new TreeSet<>();

  Monitor(MemorySecrets secrets, Supplier<Instant> clock, Duration cacheAge) {
    this.secrets = secrets;
    this.clock = clock;
    this.cacheAge = cacheAge;
  }

  void look(Simulated provider) {
    Instant now = clock.get();
    Optional<String> current =
        secrets.read(World.SECRET).map(SecretStore.Secret::value).map(SecretText::reveal);
    current.ifPresent(value -> lastCurrent.put(value, now));
    lastCurrent.values().removeIf(last -> now.isAfter(last.plus(cacheAge)));
    for (String value : lastCurrent.keySet()) {
      if (!provider.works(SecretText.of("key", value))) {
        problems.add(current.map(value::equals).orElse(false) ? "outage" : "stale client fails");
      }
    }
  }

  Set<String> problems() {
    return problems;
  }

  String state() {
    return lastCurrent.toString();
  }
}
