package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.SlotProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A provider with two keys that always exist; a key made anew works after a delay. */
final class SlotSimulation implements Simulated, SlotProvider {
  private final Gate gate;
  private final Supplier<Instant> clock;
  private final Duration delay;
  private final Predicate<SecretText> everStored;
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, Instant> usable = new TreeMap<>();
  private int made;

  /**
   * Two slots.
   *
   * @param everStored tells which values went into the secret store: a value that only rests in its
   *     slot was told to nobody
   */
  SlotSimulation(
      Gate gate, Supplier<Instant> clock, Duration delay, Predicate<SecretText> everStored) {
    this.gate = gate;
    this.clock = clock;
    this.delay = delay;
    this.everStored = everStored;
    change("key1");
    change("key2");
  }

  private String change(String slot) {
    made++;
    values.put(slot, "value-" + made);
    usable.put(slot, clock.get().plus(delay));
    return values.get(slot);
  }

  @Override
  public CredentialProvider provider() {
    return this;
  }

  @Override
  public List<String> slots() {
    return List.of("key1", "key2");
  }

  @Override
  public SecretText read(String slot) {
    return SecretText.of("key", values.get(slot));
  }

  @Override
  public SecretText regenerate(String slot) {
    return gate.effect(() -> SecretText.of("key", change(slot)));
  }

  @Override
  public boolean works(SecretText value) {
    return values.entrySet().stream()
        .anyMatch(
            slot ->
                slot.getValue().equals(value.reveal())
                    && !clock.get().isBefore(usable.get(slot.getKey())));
  }

  @Override
  public Set<String> liveValues() {
    Set<String> told = new TreeSet<>();
    for (String value : values.values()) {
      if (everStored.test(SecretText.of("key", value))) {
        told.add(value);
      }
    }
    return told;
  }

  @Override
  public String state() {
    return values + " " + usable;
  }
}
