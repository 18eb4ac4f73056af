package dev.portcullis.redaction.session;

import dev.portcullis.redaction.json.Unexaminable;
import java.util.List;

/**
 * What became of one text: examined whole, or withheld whole. There is no third outcome, so that a
 * caller cannot send on a text that nothing examined.
 */
public sealed interface Examination {
  /**
   * The text with every value replaced.
   *
   * @param text what may leave; personal values are not in it
   * @param findings what was replaced, in order of appearance
   * @param unexaminable parts of a JSON body that are no text (images, audio, files, unknown
   *     content parts) and stand in {@code text} unchanged; empty for plain text. A caller that may
   *     not pass them must refuse.
   */
  record Examined(String text, List<Finding> findings, List<Unexaminable> unexaminable)
      implements Examination {
    /** Copies the lists. */
    public Examined {
      findings = List.copyOf(findings);
      unexaminable = List.copyOf(unexaminable);
    }

    /** Shows counts only; the text may hold what the detectors do not know. */
    @Override
    public String toString() {
      return "Examined[" + text.length() + " chars, " + findings.size() + " findings]";
    }
  }

  /** Nothing of the text may leave, and this is why. */
  record Withheld(WithheldReason reason) implements Examination {}
}
