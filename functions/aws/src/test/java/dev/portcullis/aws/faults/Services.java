package dev.portcullis.aws.faults;

import dev.portcullis.aws.kms.KmsKeyWrapping;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.sdk.Clients;
import dev.portcullis.aws.secretsmanager.SecretsManagerVersions;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Clients of one region and budget, and the names of what they find there. */
record Services(
    DynamoDbClient dynamo,
    SecretsManagerClient secrets,
    KmsClient kms,
    EventBridgeClient events,
    LambdaClient lambda,
    String table,
    UnaryOperator<String> ids,
    String signingKey,
    String wrappingKey,
    KeyWrapping.Wrapped wrapped)
    implements AutoCloseable {

  /** What no message may hold. */
  static final String PLANTED = "planted-value-0123456789";

  static byte[] planted() {
    return PLANTED.getBytes(StandardCharsets.UTF_8);
  }

  /** A new table, a secret with the current version one and the staged version two, new keys. */
  static Services made(URI endpoint) {
    String id = UUID.randomUUID().toString();
    Services bare = of(endpoint, WireIdentity.REGION, WireIdentity.SHORT, "records-" + id, id);
    bare.dynamo.createTable(
        table ->
            table
                .tableName(bare.table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    bare.secrets.createSecret(secret -> secret.name(id + "/model/key"));
    SecretVersions versions = new SecretsManagerVersions(bare.secrets, bare.ids);
    versions.stage("model/key", "one", SecretText.of("test", PLANTED + "1"));
    versions.promote("model/key", "one", SecretVersions.NONE);
    versions.stage("model/key", "two", SecretText.of("test", PLANTED + "2"));
    String signing =
        bare.kms
            .createKey(key -> key.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .arn();
    String wrapping = bare.kms.createKey().keyMetadata().arn();
    KeyWrapping.Wrapped wrapped =
        new KmsKeyWrapping(bare.kms, wrapping, Set.of())
            .wrap(SecretBytes.of("test", planted()), "tenant/1");
    return bare.with(bare, signing, wrapping, wrapped);
  }

  /** The same things by clients of another region or budget. */
  Services by(URI endpoint, String region, CallBudget budget) {
    return of(endpoint, region, budget, table, "").with(this, signingKey, wrappingKey, wrapped);
  }

  private static Services of(
      URI endpoint, String region, CallBudget budget, String table, String test) {
    Clients clients = WireIdentity.clients(endpoint, region, WireIdentity.SECRET_KEY);
    return new Services(
        clients.build(DynamoDbClient.builder(), budget),
        clients.build(SecretsManagerClient.builder(), budget),
        clients.build(KmsClient.builder(), budget),
        clients.build(EventBridgeClient.builder(), budget),
        clients.build(LambdaClient.builder(), budget),
        table,
        name -> "arn:aws:secretsmanager:eu-central-1:123456789012:secret:" + test + "/" + name,
        "",
        "",
        new KeyWrapping.Wrapped("none", new byte[] {1}));
  }

  private Services with(
      Services other, String signing, String wrapping, KeyWrapping.Wrapped bytes) {
    return new Services(
        dynamo, secrets, kms, events, lambda, table, other.ids, signing, wrapping, bytes);
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    dynamo.close();
    secrets.close();
    kms.close();
    events.close();
    lambda.close();
  }
}
