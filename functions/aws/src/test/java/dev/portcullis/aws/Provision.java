package dev.portcullis.aws;

import dev.portcullis.aws.sdk.Clients;
import dev.portcullis.aws.wire.FakeEventBridge;
import dev.portcullis.aws.wire.FakeLambda;
import dev.portcullis.aws.wire.WireIdentity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Makes in the fakes what the template makes: tables, buckets, keys, and secrets with a value. */
final class Provision {
  /** The version that every secret begins with; the rotation's sample events have it, too. */
  static final String FIRST_VERSION = "4b7f0a9e-3c1d-4c52-9f0e-6d2a1b8c7e5f";

  private static final List<String> TABLES =
      List.of("keys", "limits", "subjects", "witness", "alerts", "journal");

  private Provision() {}

  /** The value of a secret by its name. */
  static String value(String name) {
    return "planted-" + name + "-".repeat(48);
  }

  /** All of it; returns the environment of the whole deployment. */
  static Map<String, String> at(URI endpoint) {
    Clients clients = WireIdentity.clients(endpoint);
    Buckets.create(endpoint);
    tables(clients);
    secrets(clients);
    Map<String, String> variables = Deployment.variables();
    keys(clients, variables);
    variables.put("PORTCULLIS_ALERT_BUS", FakeEventBridge.BUS);
    variables.put("PORTCULLIS_WITNESS_FUNCTION", FakeLambda.FUNCTION);
    variables.put("AWS_ENDPOINT_URL", endpoint.toString());
    return variables;
  }

  private static void tables(Clients clients) {
    try (DynamoDbClient dynamo = clients.build(DynamoDbClient.builder())) {
      for (String name : TABLES) {
        dynamo.createTable(
            table ->
                table
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
      }
    }
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

  private static void secrets(Clients clients) {
    try (SecretsManagerClient secrets = clients.build(SecretsManagerClient.builder())) {
      for (Map.Entry<String, String> one : Deployment.SECRETS.entrySet()) {
        secrets.createSecret(
            secret -> secret.name(one.getKey().substring(Deployment.ARN.length())));
        secrets.putSecretValue(
            version ->
                version
                    .secretId(one.getKey())
                    .clientRequestToken(FIRST_VERSION)
                    .secretString(value(one.getValue())));
      }
    }
  }

  private static void keys(Clients clients, Map<String, String> variables) {
    try (KmsClient kms = clients.build(KmsClient.builder())) {
      variables.put("PORTCULLIS_SUBJECT_KEY", kms.createKey().keyMetadata().arn());
      variables.put("PORTCULLIS_CHECKPOINT_KEY", signing(kms, KeySpec.ECC_NIST_P256));
      variables.put("PORTCULLIS_WITNESS_KEY", signing(kms, KeySpec.ECC_NIST_EDWARDS25519));
    }
  }

  private static String signing(KmsClient kms, KeySpec spec) {
    return kms.createKey(key -> key.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY))
        .keyMetadata()
        .arn();
  }
}
