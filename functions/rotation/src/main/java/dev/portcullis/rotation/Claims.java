package dev.portcullis.rotation;

import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides by name and age which of a provider's keys nobody claims. In doubt a key is claimed: to
 * delete one that is in use would be an outage.
 */
final class Claims {
  private Claims() {}

  /** Keys made with a label of this credential whose rotation does not hold them any more. */
  static List<ProviderKey> labelled(
      Credential credential, JournalEntry entry, List<ProviderKey> keys, Instant now) {
    Set<String> kept = new HashSet<>(entry.keptKeys());
    Set<String> unsure = tokensWithoutKeyId(entry);
    return keys.stream()
        .filter(key -> key.label().startsWith(credential.labels()))
        .filter(key -> !kept.contains(key.id()))
        .filter(key -> !unsure.contains(key.label().substring(credential.labels().length())))
        .filter(key -> old(credential, key, now))
        .toList();
  }

  /**
   * Keys in a place that holds this credential's keys only. While it is not known which key is the
   * current one, none is an orphan.
   */
  static List<ProviderKey> dedicated(
      Credential credential, JournalEntry entry, List<ProviderKey> keys, Instant now) {
    Set<String> kept = new HashSet<>(entry.keptKeys());
    if (entry.current().isEmpty() || !tokensWithoutKeyId(entry).isEmpty()) {
      return List.of();
    }
    return keys.stream()
        .filter(key -> !kept.contains(key.id()))
        .filter(key -> old(credential, key, now))
        .toList();
  }

  /**
   * The id of a replaced key: the journalled one, or that of the only key with its label, where a
   * list did not show it yet when it was stored.
   */
  static Optional<String> idOf(
      Credential credential, String token, String keyId, Supplier<List<ProviderKey>> keys) {
    if (!keyId.isEmpty()) {
      return Optional.of(keyId);
    }
    List<String> named =
        keys.get().stream()
            .filter(key -> key.label().equals(credential.label(token)))
            .map(ProviderKey::id)
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  private static boolean old(Credential credential, ProviderKey key, Instant now) {
    return !key.created().plus(credential.policy().orphanAge()).isAfter(now);
  }

  /** A key that is in use and was adopted without an id can be known by its label only. */
  private static Set<String> tokensWithoutKeyId(JournalEntry entry) {
    Set<String> tokens = new HashSet<>();
    entry.current().filter(key -> key.keyId().isEmpty()).ifPresent(key -> tokens.add(key.token()));
    entry.retiring().stream()
        .filter(key -> key.keyId().isEmpty())
        .forEach(key -> tokens.add(key.token()));
    entry
        .active()
        .filter(active -> active.keyId().isEmpty() && active.reached(Active.Phase.STORED))
        .ifPresent(active -> tokens.add(active.token()));
    return tokens;
  }
}
