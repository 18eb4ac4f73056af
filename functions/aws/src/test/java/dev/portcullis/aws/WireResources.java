package dev.portcullis.aws;

import dev.portcullis.aws.sdk.Clients;
import dev.portcullis.aws.wire.WireIdentity;
import java.net.URI;
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

/** Makes a deployment's resources, as the template does. */
final class WireResources {
  private WireResources() {}

  /** Makes them, and names the keys in the variables. */
  static void make(URI endpoint, Map<String, String> variables) {
    Clients clients = WireIdentity.clients(endpoint);
    Buckets.create(endpoint);
    try (DynamoDbClient dynamo = clients.build(DynamoDbClient.builder())) {
      variables.forEach(
          (name, value) -> {
            if (name.endsWith("_TABLE")) {
              table(dynamo, value);
            }
          });
    }
    try (SecretsManagerClient secrets = clients.build(SecretsManagerClient.builder())) {
      variables.forEach(
          (name, value) -> {
            if (name.endsWith("_SECRET")) {
              secrets.createSecret(secret -> secret.name(value.substring(Deployment.ARN.length())));
            }
          });
    }
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

  private static void table(DynamoDbClient dynamo, String name) {
    dynamo.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
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
}
