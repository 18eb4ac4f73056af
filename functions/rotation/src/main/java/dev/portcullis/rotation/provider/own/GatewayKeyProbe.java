package dev.portcullis.rotation.provider.own;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.Verdict;
import java.util.Map;
import java.util.Optional;

/** Asks our own verifier, as a request that comes from nowhere. */
public final class GatewayKeyProbe implements KeyProbe {
  private static final RequestHead NOWHERE =
      new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty());

  private final CredentialVerifier verifier;

  /** A probe over the verifier that callers meet. */
  public GatewayKeyProbe(CredentialVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Verdict probe(SecretText value) {
    Authentication answer = verifier.verify(value, NOWHERE);
    if (answer instanceof Authentication.Rejected rejected) {
      return switch (rejected.code()) {
        // The network is judged only once the secret was proved.
        case KEY_ORIGIN -> Verdict.ACCEPTED;
        case AUTHENTICATION_UNAVAILABLE -> Verdict.UNCLEAR;
        default -> Verdict.REFUSED;
      };
    }
    return Verdict.ACCEPTED;
  }
}
