package dev.portcullis.aws.dynamodb;

import dev.portcullis.ports.RecordStore.Versioned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Lists a table's records in key order, page after page, with consistent reads. */
final class Listing {
  private static final int PAGE = 1_000;

  /** Sorts behind {@link RecordKey#ALONE} and before every character of a key. */
  private static final String BEFORE_ALL = "\"";

  /** Sorts behind every character of a key. */
  private static final String BEHIND_ALL = "~";

  private final DynamoDbClient client;
  private final String table;

  Listing(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  List<Versioned> list(String prefix, String after, int limit) {
    int slash = prefix.indexOf('/');
    if (limit < 1 || slash == 0) {
      return List.of();
    }
    return slash < 0 ? everywhere(prefix, after, limit) : within(prefix, slash, after, limit);
  }

  /** The first segment is given: one partition, which is stored in order. */
  private List<Versioned> within(String prefix, int slash, String after, int limit) {
    String rest = prefix.substring(slash + 1);
    String from = rest.isEmpty() ? BEFORE_ALL : rest;
    if (after.startsWith(prefix)) {
      from = after.substring(slash + 1) + BEFORE_ALL; // Between this key and all that follow it.
    } else if (after.compareTo(prefix) > 0) {
      return List.of();
    }
    String to = rest + BEHIND_ALL;
    if (from.compareTo(to) > 0) {
      return List.of();
    }
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression("pk = :partition AND sk BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":partition", Item.text(prefix.substring(0, slash)),
                    ":from", Item.text(from),
                    ":to", Item.text(to)));
    List<Versioned> found = new ArrayList<>();
    while (true) {
      request.limit(Math.min(PAGE, limit - found.size()));
      QueryResponse page = client.query(request.build());
      page.items().forEach(item -> found.add(Item.record(item)));
      // A page ends at its limit or at one megabyte; only a missing key says that nothing follows.
      if (found.size() >= limit || page.lastEvaluatedKey().isEmpty()) {
        return found;
      }
      request.exclusiveStartKey(page.lastEvaluatedKey());
    }
  }

  /**
   * Partitions have no order, so the whole table is read, in memory for {@code limit} records; no
   * function of ours asks for it, and none has the right to.
   */
  private List<Versioned> everywhere(String prefix, String after, int limit) {
    Comparator<Versioned> order = Comparator.comparing(Versioned::key);
    PriorityQueue<Versioned> first = new PriorityQueue<>(order.reversed());
    Map<String, AttributeValue> start = Map.of();
    do {
      ScanRequest.Builder request = ScanRequest.builder().tableName(table).consistentRead(true);
      if (!start.isEmpty()) {
        request.exclusiveStartKey(start);
      }
      ScanResponse page = client.scan(request.build());
      for (Map<String, AttributeValue> item : page.items()) {
        Versioned record = Item.record(item);
        if (record.key().startsWith(prefix) && record.key().compareTo(after) > 0) {
          first.add(record);
        }
        if (first.size() > limit) {
          first.remove();
        }
      }
      start = page.lastEvaluatedKey();
    } while (!start.isEmpty());
    List<Versioned> found = new ArrayList<>(first);
    found.sort(order);
    return found;
  }
}
