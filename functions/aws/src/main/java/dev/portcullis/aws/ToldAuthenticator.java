package dev.portcullis.aws;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Authentication.Rejected;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.RequestHead;
import java.util.Objects;
import java.util.function.Consumer;

/** Tells operators which look-up failed, and not callers, who get the same answer as without it. */
final class ToldAuthenticator implements Authenticator {
  private final Authenticator authenticator;
  private final Consumer<String> told;

  /**
   * Tells of another.
   *
   * @param told is given the look-up's name and how it failed, and nothing of the request
   */
  ToldAuthenticator(Authenticator authenticator, Consumer<String> told) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    this.told = Objects.requireNonNull(told, "told");
  }

  @Override
  public Authentication authenticate(RequestHead head) {
    Authentication who = authenticator.authenticate(head);
    if (who instanceof Rejected rejected) {
      rejected.lookUp().ifPresent(told);
    }
    return who;
  }
}
