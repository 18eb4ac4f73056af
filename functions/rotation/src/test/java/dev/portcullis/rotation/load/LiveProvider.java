package dev.portcullis.rotation.load;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A provider under load: it takes its live keys and counts every call with another one. */
final class LiveProvider implements MintingProvider, KeyProbe {
  private final InstantSource clock;
  private final Map<String, ProviderKey> keys = new ConcurrentHashMap<>();
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final AtomicLong made = new AtomicLong();
  final AtomicLong calls = new AtomicLong();
  final AtomicLong refused = new AtomicLong();

  LiveProvider(InstantSource clock) {
    this.clock = clock;
  }

  /** A call by a client: true if its key is taken. */
  boolean call(SecretText key) {
    calls.incrementAndGet();
    boolean taken = live.contains(key.reveal());
    if (!taken) {
      refused.incrementAndGet();
    }
    return taken;
  }

  int liveKeys() {
    return live.size();
  }

  @Override
  public Naming naming() {
    return Naming.LABELLED;
  }

  @Override
  public List<ProviderKey> list() {
    return List.copyOf(keys.values());
  }

  @Override
  public Minted mint(String label) {
    String id = Long.toString(made.incrementAndGet());
    keys.put(id, new ProviderKey(id, label, clock.instant(), Optional.empty()));
    live.add("value-" + id);
    return new Fresh(id, SecretText.of("key", "value-" + id));
  }

  @Override
  public void revoke(String id) {
    keys.remove(id);
    live.remove("value-" + id);
  }

  @Override
  public Verdict probe(SecretText value) {
    return live.contains(value.reveal()) ? Verdict.ACCEPTED : Verdict.REFUSED;
  }
}
