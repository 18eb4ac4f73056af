package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.ReadableProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A provider of any number of keys that become usable, and show in lists, after a delay. */
final class MintingSimulation implements Simulated {
  private record Key(String id, String label, String value, Instant created) {}

  private final Gate gate;
  private final Supplier<Instant> clock;
  private final Duration delay;
  private final int most;
  private final Map<String, Key> live = new LinkedHashMap<>();
  private final CredentialProvider provider;
  private int made;

  enum Kind {
    MINT_LABELLED,
    MINT_DEDICATED,
    RE_READABLE,
    DISABLE_ONLY
  }

  MintingSimulation(Kind kind, Gate gate, Supplier<Instant> clock, Duration delay, int most) {
    this.gate = gate;
    this.clock = clock;
    this.delay = delay;
    this.most = most;
    this.provider =
        switch (kind) {
          case MINT_LABELLED -> new Minting(MintingProvider.Naming.LABELLED);
          case MINT_DEDICATED -> new Minting(MintingProvider.Naming.DEDICATED);
          case RE_READABLE -> new Readable();
          case DISABLE_ONLY -> new Disabling();
        };
  }

  private final class Minting implements MintingProvider {
    private final Naming naming;

    Minting(Naming naming) {
      this.naming = naming;
    }

    @Override
    public Naming naming() {
      return naming;
    }

    @Override
    public List<ProviderKey> list() {
      return keys(naming == Naming.LABELLED);
    }

    @Override
    public Minted mint(String label) {
      return gate.effect(
          () -> {
            if (live.size() >= most) {
              return new Full();
            }
            Key key = make(label);
            return new Fresh(key.id(), SecretText.of("key", key.value()));
          });
    }

    @Override
    public void revoke(String id) {
      gate.effect(() -> live.remove(id));
    }
  }

  private final class Readable implements ReadableProvider {
    @Override
    public List<ProviderKey> list() {
      return keys(true);
    }

    @Override
    public String create(String label) {
      return gate.effect(
          () ->
              live.values().stream()
                  .filter(key -> key.label().equals(label))
                  .findFirst()
                  .orElseGet(() -> make(label))
                  .id());
    }

    @Override
    public SecretText read(String id) {
      return SecretText.of("key", live.get(id).value());
    }

    @Override
    public void revoke(String id) {
      gate.effect(() -> live.remove(id));
    }
  }

  private final class Disabling implements DisableOnlyProvider {
    @Override
    public List<ProviderKey> list() {
      return keys(true);
    }

    @Override
    public void disable(String id) {
      gate.effect(() -> live.remove(id));
    }

    @Override
    public String instructions(String label) {
      return "Make a key named " + label + ".";
    }
  }

  @Override
  public CredentialProvider provider() {
    return provider;
  }

  boolean asksPeople() {
    return provider instanceof DisableOnlyProvider;
  }

  private Key make(String label) {
    made++;
    Key key = new Key("id-" + made, label, "value-" + made, clock.get());
    live.put(key.id(), key);
    return key;
  }

  private List<ProviderKey> keys(boolean labels) {
    List<ProviderKey> keys = new ArrayList<>();
    for (Key key : live.values()) {
      if (!clock.get().isBefore(key.created().plus(delay))) {
        keys.add(
            new ProviderKey(key.id(), labels ? key.label() : "", key.created(), Optional.empty()));
      }
    }
    return keys;
  }

  @Override
  public SecretText makeByHand(String label) {
    return SecretText.of(
        "key",
        live.values().stream()
            .filter(key -> key.label().equals(label))
            .findFirst()
            .orElseGet(() -> make(label))
            .value());
  }

  @Override
  public boolean works(SecretText value) {
    return live.values().stream()
        .anyMatch(
            key ->
                key.value().equals(value.reveal())
                    && !clock.get().isBefore(key.created().plus(delay)));
  }

  @Override
  public Set<String> liveValues() {
    Set<String> values = new TreeSet<>();
    live.values().forEach(key -> values.add(key.value()));
    return values;
  }

  /** Which number the next key gets does not matter to anybody, so it is left out. */
  @Override
  public String state() {
    return live.values().toString();
  }
}
