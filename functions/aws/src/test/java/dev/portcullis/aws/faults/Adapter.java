package dev.portcullis.aws.faults;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.aws.dynamodb.DynamoRecordStore;
import dev.portcullis.aws.eventbridge.EventBridgeAlerts;
import dev.portcullis.aws.kms.KmsKeyWrapping;
import dev.portcullis.aws.kms.KmsSigner;
import dev.portcullis.aws.lambda.LambdaWitness;
import dev.portcullis.aws.secretsmanager.SecretsManagerStore;
import dev.portcullis.aws.secretsmanager.SecretsManagerVersions;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One call of each adapter on what {@link Services} has: a read, or a change. */
enum Adapter {
  DYNAMO_READ(false, "GetItem", s -> records(s).read("a/b")),
  DYNAMO_LIST(false, "Query", s -> records(s).list("a/", "", 10)),
  DYNAMO_WRITE(
      true, "PutItem", s -> records(s).write("a/c", Services.planted(), RecordStore.ABSENT)),
  DYNAMO_REMOVE(true, "DeleteItem", s -> records(s).remove("a/b", "0")),
  SECRET_READ(false, "DescribeSecret", s -> secrets(s).read("model/key")),
  SECRET_READ_VERSION(false, "GetSecretValue", s -> secrets(s).read("model/key", "one")),
  SECRET_VERSIONS(false, "ListSecretVersionIds", s -> versions(s).versions("model/key")),
  SECRET_STAGE(
      true,
      "PutSecretValue",
      s -> versions(s).stage("model/key", "three", SecretText.of("test", Services.PLANTED))),
  SECRET_PROMOTE(
      true, "UpdateSecretVersionStage", s -> versions(s).promote("model/key", "two", "one")),
  SECRET_DESTROY(true, "UpdateSecretVersionStage", s -> versions(s).destroy("model/key", "two")),
  KEY_OPEN(false, "GetPublicKey", s -> KmsSigner.open(s.kms(), s.signingKey())),
  KEY_SIGN(false, "Sign", s -> KmsSigner.open(s.kms(), s.signingKey()).sign(Services.planted())),
  KEY_WRAP(
      false,
      "Encrypt",
      s ->
          new KmsKeyWrapping(s.kms(), s.wrappingKey(), Set.of())
              .wrap(SecretBytes.of("test", Services.planted()), "tenant/1")),
  KEY_UNWRAP(
      false,
      "Decrypt",
      s -> new KmsKeyWrapping(s.kms(), s.wrappingKey(), Set.of()).unwrap(s.wrapped(), "tenant/1")),
  ALERT_PUT(
      true,
      "PutEvents",
      s -> new EventBridgeAlerts(s.events(), FakeEventBridge.BUS).accept(List.of(alert()))),
  WITNESS_ASK(
      true, "", s -> new LambdaWitness(s.lambda(), FakeLambda.FUNCTION).post(Services.planted()));

  /** A call. */
  interface Call {
    void on(Services services);
  }

  /** Whether the call changes something, so that a lost answer leaves it open. */
  final boolean changes;

  /** The operation that is to fail; empty for the one that has none in a header. */
  final String operation;

  final Call call;

  Adapter(boolean changes, String operation, Call call) {
    this.changes = changes;
    this.operation = operation;
    this.call = call;
  }

  private static DynamoRecordStore records(Services services) {
    return new DynamoRecordStore(services.dynamo(), services.table(), new Random(7));
  }

  private static SecretsManagerStore secrets(Services services) {
    return new SecretsManagerStore(
        services.secrets(), services.ids(), Duration.ofHours(1), InstantSource.system());
  }

  private static SecretVersions versions(Services services) {
    return new SecretsManagerVersions(services.secrets(), services.ids());
  }

  private static AlertRaised alert() {
    return new AlertRaised(
        Services.PLANTED,
        Instant.parse("2026-01-02T03:04:05Z"),
        "brute_force",
        AlertRaised.Urgency.HIGH,
        Optional.empty(),
        NetworkOrigin.unknown(),
        7,
        5,
        List.of());
  }
}
