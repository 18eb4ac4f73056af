package dev.portcullis.authorization;

import java.util.Objects;

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
   */
  record Rejected(RejectionCode code, String message) implements Authentication {
    public Rejected {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }

    /** A refusal with the code's own advice as its message. */
    public static Rejected of(RejectionCode code) {
      return new Rejected(code, code.advice());
    }
  }
}
