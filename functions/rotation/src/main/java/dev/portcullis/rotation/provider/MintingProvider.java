package dev.portcullis.rotation.provider;

import dev.portcullis.ports.SecretText;
import java.util.List;
import java.util.Objects;

/** A provider that makes keys on request and shows each value once, in the answer. */
public non-sealed interface MintingProvider extends CredentialProvider {

  /** How a key that was made and whose answer was lost is found again. */
  enum Naming {
    /** Keys carry the label they were made with. */
    LABELLED,
    /**
     * Keys carry no label, so the place they are listed from must hold this credential's keys and
     * no others.
     */
    DEDICATED
  }

  /** What a request for a key gave. */
  sealed interface Minted {}

  /**
   * A new key, shown this once.
   *
   * @param id the provider's name of the key
   * @param value the key
   */
  record Fresh(String id, SecretText value) implements Minted {
    public Fresh {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(value, "value");
    }
  }

  /** The provider holds as many keys as it allows; nothing was made. */
  record Full() implements Minted {}

  /** How lost keys are found again. */
  Naming naming();

  /** Every key that still works or could be made to work, all pages; may lag behind by seconds. */
  List<ProviderKey> list();

  /**
   * Makes a key. Not idempotent: after TIMEOUT a key may exist whose value nobody has.
   *
   * @param label what to call it, where keys have names
   */
  Minted mint(String label);

  /** Stops a key for good. One that is not there is not an error. */
  void revoke(String id);
}
