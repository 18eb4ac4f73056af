package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.ShapeNode;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import dev.portcullis.redaction.session.RedactionSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of {@code POST /v1/chat/completions} with {@code stream: true}: every text below a
 * choice's {@code delta} is one text that streams, whatever its field is called.
 */
public final class ChatEvents implements EventFilter {
  private static final String DONE = "[DONE]";

  /** More than any provider gives; each has filters of its own, so their number is bounded. */
  private static final int MOST_CHOICES = 128;

  private static final class Choice {
    final StreamedTexts texts;
    final ReplyTree tree;

    Choice(RedactionSession session, Set<Kind> admitted) {
      this.texts = new StreamedTexts(session);
      this.tree = new ReplyTree(texts, admitted);
    }
  }

  private final ReplyJson json;
  private final RedactionSession session;
  private final Set<Kind> admitted;
  private final boolean usageWanted;
  private final ReplyFacts facts;
  private final ReplyTree frame;
  private final @Nullable ShapeNode deltaShape;
  private final Map<Long, Choice> choices = new HashMap<>();
  private ObjectNode last;
  private boolean complete;

  /**
   * A filter for one stream.
   *
   * @param admitted what the call may have without examination
   * @param usageWanted false if the usage is asked for on our own account only
   * @param facts collects what the record needs
   */
  public ChatEvents(
      ReplyJson json,
      RedactionSession session,
      Set<Kind> admitted,
      boolean usageWanted,
      ReplyFacts facts) {
    this.json = json;
    this.session = session;
    this.admitted = Set.copyOf(admitted);
    this.usageWanted = usageWanted;
    this.facts = facts;
    this.frame = new ReplyTree(new WholeTexts(session), this.admitted);
    ShapeNode choice =
        Objects.requireNonNull(MessageShape.OPENAI_CHAT_REPLY.root().field("choices")).item();
    this.deltaShape = Objects.requireNonNull(choice).field("delta");
    this.last = json.object();
  }

  @Override
  public boolean complete() {
    return complete;
  }

  @Override
  public int removed() {
    return frame.removed() + choices.values().stream().mapToInt(c -> c.tree.removed()).sum();
  }

  @Override
  public List<ServerEvent> take(ServerEvent event) throws UnfitReplyException {
    List<ServerEvent> out = new ArrayList<>();
    if (event.data().equals(DONE)) {
      complete = true;
      rest(out);
      out.add(new ServerEvent("", DONE));
      return out;
    }
    ObjectNode chunk = json.object(event.data().getBytes(StandardCharsets.UTF_8));
    if (chunk.has("error") && !chunk.get("error").isNull()) {
      throw ModelError.of(chunk, session);
    }
    facts.collect(chunk);
    chunk.remove("obfuscation");
    Map<Integer, ObjectNode> deltas = detach(chunk);
    frame.examine(chunk, MessageShape.OPENAI_CHAT_REPLY.root(), Place.ROOT);
    boolean usage = chunk.path("usage").isObject();
    if (!usageWanted) {
      chunk.remove("usage");
    }
    emit(chunk, deltas, usage, out);
    return out;
  }

  /** Takes the deltas out of a chunk, by their choice's position. */
  private static Map<Integer, ObjectNode> detach(ObjectNode chunk) throws UnfitReplyException {
    Map<Integer, ObjectNode> deltas = new HashMap<>();
    JsonNode list = chunk.path("choices");
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof ObjectNode choice)) {
        throw new UnfitReplyException(Reason.GARBAGE);
      }
      if (choice.remove("delta") instanceof ObjectNode delta) {
        deltas.put(i, delta);
      }
    }
    return deltas;
  }

  private void emit(
      ObjectNode chunk, Map<Integer, ObjectNode> deltas, boolean usage, List<ServerEvent> out)
      throws UnfitReplyException {
    ArrayNode going = json.object().putArray("choices");
    ArrayNode ending = json.object().putArray("choices");
    JsonNode list = chunk.path("choices");
    for (int i = 0; i < list.size(); i++) {
      ObjectNode choice = (ObjectNode) list.get(i);
      ObjectNode delta = deltas.getOrDefault(i, json.object());
      long index = Place.index(choice.get("index"), i);
      if (index >= MOST_CHOICES) {
        throw new UnfitReplyException(Reason.GARBAGE);
      }
      Choice texts = choices.computeIfAbsent(index, unused -> new Choice(session, admitted));
      texts.tree.examine(delta, deltaShape, Place.ROOT);
      if (choice.path("finish_reason").isTextual()) {
        texts.texts.end(delta);
        ending.add(choice.deepCopy().<ObjectNode>set("delta", json.object()));
        choice.putNull("finish_reason");
      }
      if (says(delta)) {
        going.add(choice.<ObjectNode>set("delta", delta));
      }
    }
    last = chunk.deepCopy();
    last.remove("usage");
    if (!going.isEmpty()) {
      ObjectNode first = ending.isEmpty() ? chunk.deepCopy() : last.deepCopy();
      out.add(event(first, going));
    }
    // A chunk that only brings the usage has no choices, and is dropped if nobody asked for it.
    boolean frameOnly = list.isEmpty() && (!usage || usageWanted);
    if (!ending.isEmpty() || frameOnly) {
      out.add(event(chunk, ending));
    }
  }

  /** Gives what is held back where the stream ends without saying why a choice ended. */
  private void rest(List<ServerEvent> out) throws UnfitReplyException {
    for (Map.Entry<Long, Choice> choice : choices.entrySet()) {
      ObjectNode delta = json.object();
      if (choice.getValue().texts.end(delta)) {
        ArrayNode list = json.object().putArray("choices");
        list.addObject().put("index", choice.getKey()).<ObjectNode>set("delta", delta);
        out.add(event(last.deepCopy(), list));
      }
    }
  }

  private ServerEvent event(ObjectNode chunk, ArrayNode list) {
    chunk.set("choices", list);
    return new ServerEvent("", new String(json.bytes(chunk), StandardCharsets.UTF_8));
  }

  /** Whether there is anything but empty texts and indexes in a delta. */
  private static boolean says(JsonNode value) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        if (!field.getKey().equals("index") && says(field.getValue())) {
          return true;
        }
      }
      return false;
    } else if (value.isArray()) {
      for (JsonNode item : value) {
        if (says(item)) {
          return true;
        }
      }
      return false;
    }
    return !value.isNull() && !(value.isTextual() && value.textValue().isEmpty());
  }
}
