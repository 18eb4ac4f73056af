package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.json.ShapeNode;
import dev.portcullis.redaction.json.Treatment;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import dev.portcullis.redaction.session.ProtocolForms;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Examines every string, number and undeclared key of a reply in place; what a shape does not name
 * is text.
 *
 * <p>Pictures, sound and files go on only if the call was permitted to have them; bytes that only
 * their maker can read, and token probabilities, are taken out and counted. The tree's depth is
 * bounded where it was read, so recursion is safe.
 */
final class ReplyTree {
  private static final int LONGEST_PROTOCOL_NUMBER = 11;
  private static final int CLEAN_KEYS = 1_000;

  private final ReplyTexts texts;
  private final Set<Kind> admitted;
  private final Set<String> cleanKeys = new HashSet<>();
  private int removed;

  ReplyTree(ReplyTexts texts, Set<Kind> admitted) {
    this.texts = texts;
    this.admitted = admitted;
  }

  /** How many parts were taken out because nothing could examine them. */
  int removed() {
    return removed;
  }

  /** Examines an object and everything in it; see the class. */
  void examine(ObjectNode object, @Nullable ShapeNode shape, Place place)
      throws UnfitReplyException {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      ShapeNode below = shape == null ? null : shape.field(name);
      String key = below == null ? key(name, place) : name;
      // A text that is held back is put under its place's name later, so that is the examined one.
      JsonNode value = value(object.get(name), below, place.field(key));
      if (!key.equals(name)) {
        object.remove(name);
      }
      object.set(key, value);
    }
  }

  private String key(String name, Place place) throws UnfitReplyException {
    if (cleanKeys.contains(name)) {
      return name;
    }
    String key = texts.whole(place.field("\0key\0" + name), name);
    if (key.equals(name) && cleanKeys.size() < CLEAN_KEYS) {
      cleanKeys.add(name);
    }
    return key;
  }

  private JsonNode value(JsonNode value, @Nullable ShapeNode shape, Place place)
      throws UnfitReplyException {
    Treatment treatment = shape == null ? Treatment.TEXT : shape.treatment();
    Kind kind = kind(treatment);
    if (kind != null && !value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
      return opaque(value, kind);
    } else if (value instanceof ObjectNode object) {
      examine(object, shape, place);
    } else if (value instanceof ArrayNode array) {
      ShapeNode below = shape == null ? null : shape.item();
      for (int i = 0; i < array.size(); i++) {
        JsonNode item = array.get(i);
        array.set(i, value(item, below, place.item(item, i)));
      }
    } else if (value.isTextual()) {
      String before = value.textValue();
      String after = string(before, treatment, shape, place);
      return after.equals(before) ? value : TextNode.valueOf(after);
    } else if (value.isNumber()) {
      return number(value, treatment, place);
    }
    return value;
  }

  private String string(String value, Treatment treatment, @Nullable ShapeNode shape, Place place)
      throws UnfitReplyException {
    boolean protocol =
        switch (treatment) {
          case WORD, PART -> shape != null && shape.words().contains(value);
          case MODEL -> ProtocolForms.isModel(value);
          case ID -> ProtocolForms.isKnownId(value);
          default -> false;
        };
    if (protocol) {
      return value;
    }
    return switch (treatment) {
      case WORD, PART, MODEL, ID, NAME, NUMBER -> texts.whole(place, value);
      case JSON -> texts.text(place, Form.JSON_FRAGMENT, value);
      default -> texts.text(place, Form.TEXT, value);
    };
  }

  private JsonNode number(JsonNode value, Treatment treatment, Place place)
      throws UnfitReplyException {
    String number = value.asText();
    if (treatment == Treatment.NUMBER && number.length() <= LONGEST_PROTOCOL_NUMBER) {
      return value;
    }
    String examined = texts.whole(place, number);
    return examined.equals(number) ? value : TextNode.valueOf(examined);
  }

  private JsonNode opaque(JsonNode value, Kind kind) throws UnfitReplyException {
    if (admitted.contains(kind) || (kind == Kind.OPAQUE && Vectors.isVector(value))) {
      return value;
    }
    if (kind != Kind.OPAQUE) {
      throw new UnfitReplyException(Reason.WITHHELD);
    }
    removed++;
    return NullNode.getInstance();
  }

  private static @Nullable Kind kind(Treatment treatment) {
    return switch (treatment) {
      case IMAGE -> Kind.IMAGE;
      case AUDIO -> Kind.AUDIO;
      case FILE -> Kind.FILE;
      case OPAQUE -> Kind.OPAQUE;
      default -> null;
    };
  }
}
