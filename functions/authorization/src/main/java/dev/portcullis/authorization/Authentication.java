package dev.portcullis.authorization;

import java.util.Objects;
import java.util.Optional;

/** The answer to "who is this": a principal, or a refusal that says why. There is no third. */
public sealed interface Authentication {

  /** The credential was good. */
  record Authenticated(Principal principal) implements Authentication {
    public Authenticated {
      Objects.requireNonNull(principal, "principal");
    }
  }

  /**
   * The credential was not accepted.
   *
   * @param code stable; programs act on it
   * @param message for the caller: what is wrong and the fix where that is safe to say; never holds
   *     any part of the credential
   * @param lookUp for the operator's lines and for nobody else: which look-up failed and how, where
   *     that is why it could not be told; holds no secret
   */
  record Rejected(RejectionCode code, String message, Optional<String> lookUp)
      implements Authentication {
    public Rejected {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(lookUp, "lookUp");
    }

    /** A refusal with the code's own advice as its message. */
    public static Rejected of(RejectionCode code) {
      return new Rejected(code, code.advice(), Optional.empty());
    }

    /** It could not be told who this is, because a look-up failed. */
    public static Rejected unavailable(String lookUp) {
      RejectionCode code = RejectionCode.AUTHENTICATION_UNAVAILABLE;
      return new Rejected(code, code.advice(), Optional.of(lookUp));
    }
  }
}
