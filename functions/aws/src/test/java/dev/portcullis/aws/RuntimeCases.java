package dev.portcullis.aws;

/** The functions and what each is put through. */
final class RuntimeCases {
  private RuntimeCases() {}

  static RuntimeCase of(String function, RuntimeCloud cloud) {
    return switch (function) {
      case "authorizer" -> new AuthorizerCase(cloud);
      case "governed-call" -> new GovernedCallCase(cloud);
      case "redaction" -> new RedactionCase(cloud);
      case "audit-writer" -> new AuditWriterCase(cloud);
      case "sequencer" -> new SequencerCase(cloud);
      case "witness" -> new WitnessCase(cloud);
      case "alerts" -> new AlertsCase(cloud);
      case "key-authority" -> new KeyAuthorityCase(cloud);
      case "unseal" -> new UnsealCase(cloud);
      case "rotation" -> new RotationCase(cloud);
      case "reconciler" -> new ReconcilerCase(cloud);
      default -> throw new IllegalArgumentException(function);
    };
  }
}
