package dev.portcullis.aws.emulators;

import dev.portcullis.aws.dynamodb.DynamoRecordStore;
import dev.portcullis.contract.RecordStoreContract;
import dev.portcullis.ports.RecordStore;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class RecordStoreCheck extends RecordStoreContract {
  @Override
  protected RecordStore emptyStore() {
    DynamoDbClient client = Emulator.clients().build(DynamoDbClient.builder());
    String table = Emulator.fresh("table");
    client.createTable(
        b ->
            b.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("pk"), attribute("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    return new DynamoRecordStore(client, table, new Random(1));
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
