package dev.portcullis.rotation;

import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.DisableOnlyProvider;
import dev.portcullis.rotation.provider.FederatedProvider;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.OwnKeyProvider;
import dev.portcullis.rotation.provider.ReadableProvider;
import dev.portcullis.rotation.provider.SlotProvider;
import java.util.Comparator;
import java.util.List;

/** The ways to replace a credential, best first. */
public enum Strategy {
  /** No stored key: a token is exchanged when it is needed. */
  FEDERATE,
  /** A key made here, under nobody's control but ours. */
  OWN_KEY,
  /** A new key beside the old one, shown once; the old one is revoked after its grace. */
  MINT_AND_RETIRE,
  /** Two keys that always exist; the one not in use is made anew. */
  TWO_SLOT,
  /** A new key whose value can be read again at any time. */
  RE_READABLE,
  /** A person makes the key and hands it over; the old one is switched off. */
  DISABLE_ONLY;

  /** How a provider's credential is replaced. */
  public static Strategy of(CredentialProvider provider) {
    if (provider instanceof FederatedProvider) {
      return FEDERATE;
    } else if (provider instanceof OwnKeyProvider) {
      return OWN_KEY;
    } else if (provider instanceof MintingProvider) {
      return MINT_AND_RETIRE;
    } else if (provider instanceof SlotProvider) {
      return TWO_SLOT;
    } else if (provider instanceof ReadableProvider) {
      return RE_READABLE;
    } else if (provider instanceof DisableOnlyProvider) {
      return DISABLE_ONLY;
    }
    throw new AssertionError("the family is sealed");
  }

  /**
   * Of several ways to reach one provider, the one with the best strategy.
   *
   * @param providers at least one
   */
  public static CredentialProvider best(List<CredentialProvider> providers) {
    return providers.stream().min(Comparator.comparing(Strategy::of)).orElseThrow();
  }
}
