package dev.portcullis.aws.dynamodb;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Records in a DynamoDB table with the string keys {@code pk} and {@code sk}, under conditions on a
 * version that is random for each write; every read is consistent.
 *
 * <p>The SDK may send a write again whose reply was lost. The random version tells whether the
 * record that stands in the way is this call's own; where it cannot tell, the answer is TIMEOUT and
 * never "another version". Listing across first segments reads the whole table. API: DynamoDB
 * PutItem, GetItem, DeleteItem, Query, Scan (2012-08-10).
 */
public final class DynamoRecordStore implements RecordStore {
  private static final int MOST_BYTES = 64 << 10;

  private final DynamoDbClient client;
  private final String table;
  private final RandomGenerator random;
  private final Listing listing;

  /**
   * The records in a table.
   *
   * @param client closed by whoever made it
   * @param random names versions; a secure one, new for each process
   */
  public DynamoRecordStore(DynamoDbClient client, String table, RandomGenerator random) {
    this.client = client;
    this.table = table;
    this.random = random;
    this.listing = new Listing(client, table);
  }

  @Override
  public Optional<Versioned> read(String key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(table)
            .key(Item.place(RecordKey.of(key)))
            .consistentRead(true)
            .build();
    try {
      return Optional.of(client.getItem(request).item())
          .filter(item -> !item.isEmpty())
          .map(Item::record);
    } catch (SdkException e) {
      throw SdkFailures.read("read " + key, e);
    }
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    RecordKey place = RecordKey.of(key);
    if (body.length > MOST_BYTES) {
      throw new PortException(Code.INVALID, "write " + key + ": over 64 KiB");
    }
    String version = nextVersion();
    PutItemRequest.Builder request =
        PutItemRequest.builder()
            .tableName(table)
            .item(Item.of(place, version, body))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (expected.equals(ABSENT)) {
      request.conditionExpression("attribute_not_exists(pk)");
    } else {
      request
          .conditionExpression("#version = :expected")
          .expressionAttributeNames(Map.of("#version", Item.VERSION))
          .expressionAttributeValues(Map.of(":expected", Item.text(expected)));
    }
    try {
      // If we crash here, the record is whole, old or new; whoever reads it sees which.
      client.putItem(request.build());
      return Optional.of(version);
    } catch (ConditionalCheckFailedException e) {
      if (e.hasItem() && version.equals(Item.string(e.item(), Item.VERSION))) {
        return Optional.of(version); // An attempt whose reply was lost wrote it.
      }
      return another("write " + key, e);
    } catch (SdkException e) {
      throw SdkFailures.write("write " + key, e);
    }
  }

  @Override
  public boolean remove(String key, String expected) {
    Map<String, AttributeValue> place = Item.place(RecordKey.of(key));
    if (expected.equals(ABSENT)) {
      return false;
    }
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(table)
            .key(place)
            .conditionExpression("#version = :expected")
            .expressionAttributeNames(Map.of("#version", Item.VERSION))
            .expressionAttributeValues(Map.of(":expected", Item.text(expected)))
            .build();
    try {
      client.deleteItem(request);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return another("remove " + key, e).isPresent();
    } catch (SdkException e) {
      throw SdkFailures.write("remove " + key, e);
    }
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    try {
      return listing.list(prefix, after, limit);
    } catch (SdkException e) {
      throw SdkFailures.read("list " + prefix, e);
    }
  }

  /** Empty if the only attempt met another version; later ones may have met our own trace. */
  private static Optional<String> another(String what, ConditionalCheckFailedException e) {
    if (e.numAttempts() > 1) {
      throw new PortException(Code.TIMEOUT, what + ": an earlier attempt may have done it");
    }
    return Optional.empty();
  }

  private String nextVersion() {
    byte[] version = new byte[16];
    random.nextBytes(version);
    return HexFormat.of().formatHex(version);
  }
}
