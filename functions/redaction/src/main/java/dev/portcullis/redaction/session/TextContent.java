package dev.portcullis.redaction.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a reply, or of a string in it, which may turn out to be JSON: then its escapes are
 * decoded before anything is matched, and what is restored in its strings is escaped for them. So
 * JSON mode, and objects that models put into string arguments, keep their structure.
 */
final class TextContent {
  /** Strings in strings deeper than this are text as they stand. */
  private static final int DEEPEST = 3;

  private final int depth;
  private final ReplyPass pass;
  private final Scans scans;
  private final Set<String> typesKept;
  private final Tally tally;
  private final Delivery delivery;
  private final OpeningOfJson opening = new OpeningOfJson();
  private @Nullable JsonFragment json;

  /** {@code depth}: how many JSON strings the text is inside of. */
  TextContent(
      int depth,
      ReplyPass pass,
      Scans scans,
      Set<String> typesKept,
      Tally tally,
      Delivery delivery) {
    this.depth = depth;
    this.pass = pass;
    this.scans = scans;
    this.typesKept = typesKept;
    this.tally = tally;
    this.delivery = delivery;
  }

  /** A text begins. */
  void start() {
    opening.start();
    json = null;
    delivery.jsonDepth(depth);
  }

  void add(char c, @Nullable CharSequence form) {
    JsonFragment open = json;
    if (open != null) {
      open.add(c, form);
      return;
    }
    opening.see(c);
    if (opening.isJson() && depth < DEEPEST) {
      pass.end();
      open = fragment(false);
      json = open;
      open.add(c, form);
    } else {
      pass.add(c, form);
    }
  }

  void end() {
    JsonFragment open = json;
    if (open == null) {
      pass.end();
    } else {
      open.end();
      json = null;
    }
  }

  /** JSON at this depth; what is none ends the stream if {@code strict}, and is text if not. */
  JsonFragment fragment(boolean strict) {
    TextContent strings = new TextContent(depth + 1, pass, scans, typesKept, tally, delivery);
    return new JsonFragment(
        depth,
        strict,
        strings,
        pass,
        new ReplyNumbers(scans, typesKept, tally, delivery),
        delivery);
  }

  int heldLength() {
    return json == null ? 0 : json.heldLength();
  }
}
