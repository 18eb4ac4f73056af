package dev.portcullis.rotation;

import dev.portcullis.rotation.journal.JournalEntry;
import dev.portcullis.rotation.journal.LeasedEntry.LeaseLost;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.FederatedProvider;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.ReadableProvider;
import dev.portcullis.rotation.provider.SlotProvider;
import dev.portcullis.rotation.provider.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What differs from one way of replacing a key to another. Every method may be called again after a
 * crash at any point of an earlier call.
 */
interface KeySteps {

  /** The steps for a credential's strategy. */
  static KeySteps of(Credential credential) {
    CredentialProvider provider = credential.provider();
    if (provider instanceof FederatedProvider federated) {
      return new FederatedSteps(federated);
    } else if (provider instanceof OwnKeyProvider own) {
      return new OwnKeySteps(own);
    } else if (provider instanceof MintingProvider minting) {
      return new MintSteps(credential, minting);
    } else if (provider instanceof SlotProvider slots) {
      return new SlotSteps(credential, slots);
    } else if (provider instanceof ReadableProvider readable) {
      return new ReadableSteps(credential, readable);
    } else if (provider instanceof DisableOnlyProvider disabling) {
      return new HandOverSteps(credential, disabling);
    }
    throw new AssertionError("the family is sealed");
  }

  /** True if a value is kept in the secret store. */
  default boolean storesValue() {
    return true;
  }

  /** A key exists, its id is journalled, and its value is stored under the active token. */
  StepOutcome create(Work work) throws LeaseLost;

  /** Whoever must know the key before it is used knows it. */
  default void announce(Work work) throws LeaseLost {}

  /** What the provider says to the new key. */
  default Verdict test(Work work) {
    return work.staged().map(work.credential().probe()::probe).orElse(Verdict.REFUSED);
  }

  /** Stops the keys that the active rotation made or may have made. */
  void undo(Work work) throws LeaseLost;

  /**
   * Stops a key that was replaced.
   *
   * @return empty once it is stopped, otherwise a stable code that says why it cannot be
   */
  Optional<String> stop(Work work, String token, String keyId) throws LeaseLost;

  /** Live keys of this credential that nobody claims and that are old enough to be sure. */
  default List<ProviderKey> orphans(JournalEntry entry, Instant now) {
    return List.of();
  }

  /** The id of the current key, if its value was changed at the provider by somebody else. */
  default Optional<String> drifted(Work work) {
    return Optional.empty();
  }

  /** Every live key of this credential, where the provider tells. */
  default List<ProviderKey> live() {
    return List.of();
  }
}
