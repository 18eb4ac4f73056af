package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.List;

/** The handlers by their functions' names. */
final class Handlers {
  static final List<String> NAMES =
      List.of(
          "authorizer",
          "governed-call",
          "redaction",
          "audit-writer",
          "sequencer",
          "witness",
          "alerts",
          "key-authority",
          "rotation",
          "reconciler",
          "unseal");

  private Handlers() {}

  static Class<? extends RequestStreamHandler> type(String function) {
    return switch (function) {
      case "authorizer" -> AuthorizerHandler.class;
      case "governed-call" -> GovernedCallHandler.class;
      case "redaction" -> RedactionHandler.class;
      case "audit-writer" -> AuditWriterHandler.class;
      case "sequencer" -> SequencerHandler.class;
      case "witness" -> WitnessHandler.class;
      case "alerts" -> AlertsHandler.class;
      case "key-authority" -> KeyAuthorityHandler.class;
      case "rotation" -> RotationHandler.class;
      case "reconciler" -> ReconcilerHandler.class;
      case "unseal" -> UnsealHandler.class;
      default -> throw new IllegalArgumentException(function);
    };
  }

  static RequestStreamHandler open(String function, Surroundings surroundings, Services services) {
    return switch (function) {
      case "authorizer" -> new AuthorizerHandler(surroundings);
      case "governed-call" -> new GovernedCallHandler(surroundings, services);
      case "redaction" -> new RedactionHandler(surroundings);
      case "audit-writer" -> new AuditWriterHandler(surroundings, services);
      case "sequencer" -> new SequencerHandler(surroundings, services);
      case "witness" -> new WitnessHandler(surroundings, services);
      case "alerts" -> new AlertsHandler(surroundings, services);
      case "key-authority" -> new KeyAuthorityHandler(surroundings, services);
      case "rotation" -> new RotationHandler(surroundings, services);
      case "reconciler" -> new ReconcilerHandler(surroundings, services);
      case "unseal" -> new UnsealHandler(surroundings, services);
      default -> throw new IllegalArgumentException(function);
    };
  }
}
