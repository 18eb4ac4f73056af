package dev.portcullis.redaction.session;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one text of a reply, however it is cut: placeholders become the caller's values again,
 * and personal data and secrets that the model brought become a label such as {@code
 * [EMAIL_ADDRESS]}.
 *
 * <ul>
 *   <li>The pieces delivered, put together, are the same bytes however the text was cut: inside
 *       surrogate pairs, JSON escapes and placeholders too. No piece ends inside a surrogate pair.
 *   <li>Text is held back only while a placeholder or a value could still go on, and never more
 *       than {@link #MAX_HELD} decoded characters.
 *   <li>One of the caller's own values in clear is masked like any other: the model never saw it,
 *       so it comes from elsewhere.
 *   <li>After any failure nothing more comes out, and {@link #withheld()} says why.
 * </ul>
 *
 * Which spellings count as a placeholder: any letter case; brackets and underscores escaped as in
 * Markdown; brackets as HTML character references; the core without brackets, standing alone.
 * Placeholders that were never issued are text like any other.
 *
 * <p>One filter serves one text (a choice's content, one tool call's arguments) on one thread.
 */
public final class ReplyFilter {
  /** The most decoded characters that are held back after a push. */
  public static final int MAX_HELD = 512;

  /** What kind of text streams. */
  public enum Form {
    /**
     * Text: values are restored as they are. A text that begins like a JSON object or array, as in
     * JSON mode, is read as JSON, and as text from where it is none.
     */
    TEXT,
    /**
     * One JSON value that streams, such as a tool call's arguments: strings are decoded before they
     * are matched, values are restored JSON-escaped (twice where the string holds JSON itself), and
     * a number that is personal data becomes a string with its label. What is not JSON at all is
     * withheld.
     */
    JSON_FRAGMENT
  }

  private final Delivery delivery = new Delivery();
  private final Tally tally;
  private final ReplyPass pass;
  private final TextContent content;
  private final @Nullable JsonFragment json;
  private boolean ended;
  private @Nullable WithheldReason reason;

  ReplyFilter(
      Form form, Scans scans, Set<String> typesKept, Placeholders placeholders, Tally tally) {
    this.tally = tally;
    this.pass = new ReplyPass(scans, typesKept, placeholders, tally, delivery);
    this.content = new TextContent(0, pass, scans, typesKept, tally, delivery);
    this.json = form == Form.JSON_FRAGMENT ? content.fragment(true) : null;
  }

  /**
   * Takes the next piece and gives what may be delivered now.
   *
   * @param chunk any part of the text, cut anywhere; may be empty
   * @return what may be delivered, possibly empty; empty for ever after a failure
   */
  public String push(String chunk) {
    if (ended) {
      fail(WithheldReason.AFTER_END);
    }
    return guarded(() -> take(chunk));
  }

  /** Says that the text is complete, and gives the rest of what may be delivered. */
  public String finish() {
    if (ended) {
      return "";
    }
    ended = true;
    return guarded(this::end);
  }

  /** Why nothing more comes out; empty while all is well. */
  public Optional<WithheldReason> withheld() {
    return Optional.ofNullable(reason);
  }

  /** How many characters, in the form in which they arrived, are held back now. */
  public int held() {
    return pass.heldLength()
        + (json == null ? content.heldLength() : json.heldLength())
        + delivery.pending();
  }

  private String take(String chunk) {
    for (int i = 0; i < chunk.length(); i++) {
      if (json == null) {
        content.add(chunk.charAt(i), null);
      } else {
        json.add(chunk.charAt(i), null);
      }
    }
    pass.advance();
    tally.replyBytes(chunk);
    return delivery.take();
  }

  private String end() {
    if (json == null) {
      content.end();
    } else {
      json.end();
    }
    return delivery.takeAll();
  }

  /** Runs a step that either ends well or leaves the filter closed, whatever it throws. */
  private String guarded(java.util.function.Supplier<String> step) {
    if (reason != null) {
      return "";
    }
    // Closed until the step has ended well, so that an Error on its way up finds it closed too.
    reason = WithheldReason.INTERNAL_ERROR;
    try {
      String delivered = step.get();
      reason = null;
      return delivered;
    } catch (WithheldException e) {
      fail(e.reason());
    } catch (RuntimeException | StackOverflowError e) {
      // The cause may quote the text, so it is dropped; the reason is what the record gets.
      fail(WithheldReason.INTERNAL_ERROR);
    }
    return "";
  }

  private void fail(WithheldReason why) {
    reason = why;
    tally.withheld(why);
  }

  @Override
  public String toString() {
    return "ReplyFilter[held " + held() + "]";
  }
}
