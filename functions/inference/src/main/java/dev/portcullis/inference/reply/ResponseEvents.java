package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of {@code POST /v1/responses} with {@code stream: true}: the {@code delta}s of one
 * text are filtered as one text, everything else where it stands. Events are numbered anew, because
 * some become none and some two.
 */
public final class ResponseEvents implements EventFilter {
  private static final String DELTA = ".delta";
  private static final String DONE = ".done";
  private static final int LONGEST_TYPE = 128;
  private static final int MOST_ITEMS = 10_000;
  private static final Set<String> ENDS =
      Set.of("response.completed", "response.incomplete", "response.failed");

  /** One text that streams, and its last event, as the form of the event that brings the rest. */
  private static final class Text {
    final StreamedTexts texts;
    ObjectNode last;

    Text(RedactionSession session, ObjectNode last) {
      this.texts = new StreamedTexts(session);
      this.last = last;
    }
  }

  private final ReplyJson json;
  private final RedactionSession session;
  private final Set<Kind> admitted;
  private final ReplyFacts facts;
  private final ReplyTree tree;
  private final Map<List<String>, Text> open = new HashMap<>();
  private final Set<List<String>> ended = new HashSet<>();
  private final Map<String, Long> indexes = new HashMap<>();
  private final Map<Long, String> items = new HashMap<>();
  private long number;
  private boolean complete;

  /**
   * A filter for one stream.
   *
   * @param admitted what the call may have without examination
   * @param facts collects what the record needs
   */
  public ResponseEvents(
      ReplyJson json, RedactionSession session, Set<Kind> admitted, ReplyFacts facts) {
    this.json = json;
    this.session = session;
    this.admitted = Set.copyOf(admitted);
    this.facts = facts;
    this.tree = new ReplyTree(new WholeTexts(session), this.admitted);
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public int removed() {
    return tree.removed();
  }

  @Override
  public List<ServerEvent> take(ServerEvent event) throws UnfitReplyException {
    List<ServerEvent> out = new ArrayList<>();
    if (event.data().equals("[DONE]")) {
      return out;
    }
    ObjectNode body = json.object(event.data().getBytes(StandardCharsets.UTF_8));
    String type = body.path("type").asText("");
    boolean delta = body.path("delta").isTextual();
    boolean piece = type.endsWith(DELTA);
    // A client that puts together what is no text, or stands elsewhere, would undo the filter.
    if (complete || !isName(type) || delta != piece) {
      throw new UnfitReplyException(Reason.GARBAGE);
    }
    if (type.equals("error") || body.path("error").isObject()) {
      throw ModelError.of(body.has("error") ? body : json.object().set("error", body), session);
    }
    facts.collect(body);
    body.remove("obfuscation");
    if (piece) {
      delta(type, body, out);
      return out;
    }
    if (type.endsWith(DONE)) {
      end(key(type, DONE, body), out);
    }
    complete = ENDS.contains(type);
    if (complete) {
      for (List<String> key : List.copyOf(open.keySet())) {
        end(key, out);
      }
    }
    examine(body);
    out.add(numbered(body));
    return out;
  }

  private void delta(String type, ObjectNode body, List<ServerEvent> out)
      throws UnfitReplyException {
    if (type.contains("audio") && !type.contains("transcript")) {
      if (!admitted.contains(Kind.AUDIO)) {
        throw new UnfitReplyException(Reason.WITHHELD);
      }
      out.add(numbered(body));
      return;
    }
    bind(body.path("item_id").asText(""), Place.index(body.get("output_index"), -1));
    List<String> key = key(type, DELTA, body);
    if (ended.contains(key)) {
      // It could be the second half of a value whose first half is out.
      throw new UnfitReplyException(Reason.GARBAGE);
    }
    String piece = body.remove("delta").textValue();
    examine(body);
    Text text = open.computeIfAbsent(key, unused -> new Text(session, body));
    text.last = body;
    Form form = type.contains("arguments") ? Form.JSON_FRAGMENT : Form.TEXT;
    String known = text.texts.text(Place.ROOT.field("delta"), form, piece);
    if (!known.isEmpty()) {
      out.add(numbered(body.deepCopy().put("delta", known)));
    }
  }

  private void end(List<String> key, List<ServerEvent> out) throws UnfitReplyException {
    Text text = open.remove(key);
    ended.add(key);
    if (text != null) {
      ObjectNode rest = text.last.deepCopy();
      if (text.texts.end(rest)) {
        out.add(numbered(rest));
      }
    }
  }

  /** Which text an event is about. */
  private static List<String> key(String type, String suffix, ObjectNode body)
      throws UnfitReplyException {
    return List.of(
        type.substring(0, type.length() - suffix.length()),
        body.path("item_id").asText(""),
        Long.toString(Place.index(body.get("output_index"), -1)),
        Long.toString(Place.index(body.get("content_index"), -1)),
        Long.toString(Place.index(body.get("summary_index"), -1)));
  }

  /** Some clients tell texts apart by item and some by index, so the two must agree. */
  private void bind(String item, long output) throws UnfitReplyException {
    Long index = item.isEmpty() ? null : indexes.putIfAbsent(item, output);
    String name = output < 0 ? null : items.putIfAbsent(output, item);
    boolean agree = (index == null || index == output) && (name == null || name.equals(item));
    if (!agree || indexes.size() > MOST_ITEMS) {
      throw new UnfitReplyException(Reason.GARBAGE);
    }
  }

  /** Whether an event's type can be its name on the wire: a line end in it would start another. */
  private static boolean isName(String type) {
    return !type.isEmpty()
        && type.length() <= LONGEST_TYPE
        && type.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private void examine(ObjectNode body) throws UnfitReplyException {
    tree.examine(body, MessageShape.OPENAI_RESPONSES_EVENT.root(), Place.ROOT);
  }

  private ServerEvent numbered(ObjectNode body) {
    body.put("sequence_number", number++);
    return new ServerEvent(
        body.path("type").asText(""), new String(json.bytes(body), StandardCharsets.UTF_8));
  }
}
