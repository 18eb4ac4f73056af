package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * One event bus that keeps what it accepted, and can refuse an entry in an answer of 200.
 *
 * <p>Source: Amazon EventBridge API reference, version 2015-10-07.
 */
public final class FakeEventBridge extends JsonService {
  public static final String BUS = "arn:aws:events:eu-central-1:123456789012:event-bus/portcullis";

  private final List<JsonNode> details = new ArrayList<>();
  private final Deque<String> refusals = new ArrayDeque<>();

  /** Without events. */
  public FakeEventBridge() {
    super("AWSEvents", "1.1", "", WireIdentity.signs("events"));
    operation("PutEvents", this::putEvents);
  }

  /** The details of the accepted events. */
  public synchronized List<JsonNode> details() {
    return List.copyOf(details);
  }

  /** The next entry is refused so; an empty text accepts it. */
  public synchronized void refuse(String code) {
    refusals.add(code);
  }

  private ObjectNode putEvents(JsonCall call) {
    JsonNode entries = call.get("Entries").orElseThrow(() -> JsonRefusal.validation("Entries"));
    call.end();
    if (!entries.isArray() || entries.isEmpty() || entries.size() > 10) {
      throw JsonRefusal.validation("Entries has not 1 to 10 members");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      JsonNode detail = detail(new JsonCall((ObjectNode) entry));
      String refusal = refusals.isEmpty() ? "" : refusals.remove();
      if (refusal.isEmpty()) {
        details.add(detail);
        results.addObject().put("EventId", UUID.randomUUID().toString());
      } else {
        failed++;
        results.addObject().put("ErrorCode", refusal).put("ErrorMessage", detail.toString());
      }
    }
    return answer.put("FailedEntryCount", failed);
  }

  private static JsonNode detail(JsonCall entry) {
    boolean known = entry.text("EventBusName", 1, 1_600).equals(BUS);
    entry.text("Source", 1, 256);
    entry.text("DetailType", 1, 128);
    boolean timed = entry.get("Time").filter(JsonNode::isNumber).isPresent();
    String text = entry.text("Detail", 1, 256 << 10);
    entry.end();
    if (!known || !timed) {
      throw JsonRefusal.validation("another bus, or a time that is no number");
    }
    return JsonCall.parse(text.getBytes(StandardCharsets.UTF_8)).all();
  }
}
