package dev.portcullis.inference;

import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.limits.Limits;
import dev.portcullis.ports.Model;
import dev.portcullis.redaction.Scanner;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Answers every request, governed. */
public final class GovernedCall {

  /**
   * The governed call over what one deployment has.
   *
   * @param authenticator tells who calls
   * @param policies decides what they may do
   * @param scanner finds personal data and secrets
   * @param limits holds and charges requests, tokens and spend
   * @param models the model behind a name that the policies approved
   * @param log makes records durable
   * @param clock the time of decisions and records
   * @param random a {@code SecureRandom} in production: makes request ids and placeholders
   * @param settings limits of this deployment
   */
  public GovernedCall(
      Authenticator authenticator,
      PolicyDecider policies,
      Scanner scanner,
      Limits limits,
      Function<String, Model> models,
      CallLog log,
      InstantSource clock,
      RandomGenerator random,
      Settings settings) {
    Objects.requireNonNull(authenticator, "authenticator");
  }

  /** Answers one request; never throws for what the request holds or what a port answers. */
  public void handle(Inbound request, Outbound answer) {}
}
