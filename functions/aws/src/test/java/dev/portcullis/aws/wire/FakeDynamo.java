package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * DynamoDB as far as a record store uses it: conditional puts and deletes, consistent reads and
 * nothing but consistent reads, queries and scans in pages.
 *
 * <p>Source: DynamoDB API reference, version 2012-08-10.
 */
public final class FakeDynamo extends JsonService {
  private final Map<String, DynamoTable> tables = new HashMap<>();
  private final int mostItems;

  /**
   * Without tables.
   *
   * @param mostItems no page has more, as if items were large
   */
  public FakeDynamo(int mostItems) {
    super(
        "DynamoDB_20120810",
        "1.0",
        "com.amazonaws.dynamodb.v20120810#",
        WireIdentity.signs("dynamodb"));
    this.mostItems = mostItems;
    operation("CreateTable", this::createTable);
    operation("GetItem", this::getItem);
    operation("PutItem", this::putItem);
    operation("DeleteItem", this::deleteItem);
    operation("Query", this::query);
    operation("Scan", this::scan);
  }

  /** Another one with the same tables and items, which go their own way from now on. */
  public synchronized FakeDynamo copy() {
    FakeDynamo copy = new FakeDynamo(mostItems);
    tables.forEach((name, table) -> copy.tables.put(name, table.copy()));
    return copy;
  }

  /** Every item of a table, as text. */
  public synchronized String items(String table) {
    return String.valueOf(tables.get(table));
  }

  private ObjectNode createTable(JsonCall call) {
    String name = call.text("TableName", 3, 255);
    String schema = call.get("KeySchema").map(JsonNode::toString).orElse("");
    if (!schema.equals(
        "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},"
            + "{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]")) {
      throw JsonRefusal.validation("another schema than the template's");
    }
    call.get("AttributeDefinitions");
    call.text("BillingMode", 1, 32);
    call.end();
    if (tables.putIfAbsent(name, new DynamoTable()) != null) {
      throw new JsonRefusal("ResourceInUseException", "Table already exists: " + name);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("TableDescription").put("TableName", name).put("TableStatus", "ACTIVE");
    return answer;
  }

  private ObjectNode getItem(JsonCall call) {
    DynamoTable table = table(call);
    mustBeConsistent(call);
    DynamoTable.Key key = key(call);
    call.end();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    table.get(key).ifPresent(item -> answer.set("Item", item));
    return answer;
  }

  private ObjectNode putItem(JsonCall call) {
    DynamoTable table = table(call);
    ObjectNode item = call.object("Item");
    check(call, table.get(DynamoTable.key(item)));
    table.put(item);
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode deleteItem(JsonCall call) {
    DynamoTable table = table(call);
    DynamoTable.Key key = key(call);
    check(call, table.get(key));
    table.remove(key);
    return JsonNodeFactory.instance.objectNode();
  }

  /** Our writes all have a condition; one without would lose another's write. */
  private static void check(JsonCall call, Optional<ObjectNode> present) {
    DynamoCondition condition = new DynamoCondition(call);
    boolean holds = condition.holds(call.text("ConditionExpression", 1, 4_096), present);
    boolean show =
        call.text("ReturnValuesOnConditionCheckFailure").filter("ALL_OLD"::equals).isPresent();
    condition.end();
    call.end();
    if (!holds) {
      JsonRefusal refusal =
          new JsonRefusal("ConditionalCheckFailedException", "The conditional request failed");
      if (show) {
        present.ifPresent(item -> refusal.more().set("Item", item));
      }
      throw refusal;
    }
  }

  private ObjectNode query(JsonCall call) {
    DynamoTable table = table(call);
    mustBeConsistent(call);
    DynamoCondition condition = new DynamoCondition(call);
    String[] range = condition.range(call.text("KeyConditionExpression", 1, 4_096));
    condition.end();
    Optional<DynamoTable.Key> start = start(call);
    int limit = limit(call);
    call.end();
    return answer(table.query(range[0], range[1], range[2], start, limit));
  }

  private ObjectNode scan(JsonCall call) {
    DynamoTable table = table(call);
    mustBeConsistent(call);
    Optional<DynamoTable.Key> start = start(call);
    int limit = limit(call);
    call.end();
    return answer(table.scan(start, limit));
  }

  private static ObjectNode answer(DynamoTable.Page page) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("Items");
    page.items().forEach(items::add);
    answer.put("Count", page.items().size()).put("ScannedCount", page.items().size());
    page.last().ifPresent(key -> answer.set("LastEvaluatedKey", key.json()));
    return answer;
  }

  private DynamoTable table(JsonCall call) {
    DynamoTable table = tables.get(call.text("TableName", 1, 1_024));
    if (table == null) {
      throw new JsonRefusal("ResourceNotFoundException", "Requested resource not found");
    }
    return table;
  }

  private static DynamoTable.Key key(JsonCall call) {
    ObjectNode key = call.object("Key");
    if (key.size() != 2) {
      throw JsonRefusal.validation("The provided key element does not match the schema");
    }
    return DynamoTable.key(key);
  }

  private static Optional<DynamoTable.Key> start(JsonCall call) {
    return call.get("ExclusiveStartKey").map(key -> DynamoTable.key((ObjectNode) key));
  }

  private int limit(JsonCall call) {
    return Math.min(mostItems, call.number("Limit", 1, Integer.MAX_VALUE).orElse(mostItems));
  }

  private static void mustBeConsistent(JsonCall call) {
    if (!call.flag("ConsistentRead")) {
      throw JsonRefusal.validation("this table is read consistently only");
    }
  }
}
