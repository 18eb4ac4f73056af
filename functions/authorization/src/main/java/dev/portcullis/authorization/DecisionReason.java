package dev.portcullis.authorization;

import java.util.Locale;

/** Why a decision came out as it did; the name in lower case is the stable code in records. */
public enum DecisionReason {
  /** At least one policy permits and none forbids. */
  PERMITTED("The policies permit this."),
  /** No policy permits it. */
  NOT_PERMITTED("No policy permits this for the caller's roles."),
  /** A policy forbids it, whatever others permit. */
  FORBIDDEN("A policy forbids this."),
  /** A policy could not be evaluated, for example for want of an attribute. */
  EVALUATION_ERROR("A policy could not be evaluated, so the request is denied."),
  /** The resource is in no catalogue, so nothing is known about it. */
  UNKNOWN_RESOURCE("The model is not in the catalogue; list the models you may use."),
  /** The key or grant that the caller used was limited to other models or purposes. */
  OUT_OF_SCOPE("The credential's own scope does not cover this model or purpose."),
  /** The request holds a value that policies cannot read. */
  INVALID_REQUEST("The request could not be put to the policies."),
  /** No policies are loaded. */
  NO_POLICIES("No policies are loaded, so every request is denied.");

  private final String explanation;

  DecisionReason(String explanation) {
    this.explanation = explanation;
  }

  /** What happened, in words that are safe to show to the caller. */
  public String explanation() {
    return explanation;
  }

  /** The stable code in responses and records. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
