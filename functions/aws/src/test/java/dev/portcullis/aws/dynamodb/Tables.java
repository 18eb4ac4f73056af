package dev.portcullis.aws.dynamodb;

import dev.portcullis.aws.wire.FakeDynamo;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireServer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Tables as the template makes them, in the fake, or where {@code portcullis.dynamodb.endpoint}
 * says.
 */
final class Tables implements AutoCloseable {
  static final String ENDPOINT = "portcullis.dynamodb.endpoint";

  private final Optional<WireServer> fake;
  private final DynamoDbClient client;

  private Tables(Optional<WireServer> fake, URI endpoint) {
    this.fake = fake;
    this.client = WireIdentity.clients(endpoint).build(DynamoDbClient.builder());
  }

  /** The fake, whatever the property says. */
  static Tables fake(int mostItems) throws IOException {
    WireServer server = new WireServer(new FakeDynamo(mostItems));
    return new Tables(Optional.of(server), server.uri());
  }

  static Tables asToldOrFake(int mostItems) throws IOException {
    String endpoint = System.getProperty(ENDPOINT, "");
    return endpoint.isEmpty()
        ? fake(mostItems)
        : new Tables(Optional.empty(), URI.create(endpoint));
  }

  DynamoDbClient client() {
    return client;
  }

  WireServer server() {
    return fake.orElseThrow();
  }

  /** A new table without items. */
  String empty() {
    String name = "records-" + UUID.randomUUID();
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    return name;
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
    client.close();
    fake.ifPresent(WireServer::close);
  }
}
