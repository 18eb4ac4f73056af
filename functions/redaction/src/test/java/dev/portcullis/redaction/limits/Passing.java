package dev.portcullis.redaction.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.DetectorSource;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.WordLists;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.operators.OperatorPolicy;
import dev.portcullis.redaction.operators.Operators;
import dev.portcullis.redaction.operators.Redactor;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import dev.portcullis.redaction.session.WithheldReason;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends texts that pass a limit through every way out of the module and fails when a planted value
 * comes out in clear, or when anything comes out after a text was withheld.
 */
final class Passing {
  static final String MAIL = "eve@example.org";
  static final String CARD = "4111111111111111";
  private static final DetectorSet STANDARD = DetectorSet.of(Profile.DEFAULT);

  private final Scanner scanner;

  /** Why texts were withheld so far. */
  final Set<WithheldReason> reasons = new TreeSet<>();

  Passing() {
    this(Budget.DEFAULT);
  }

  Passing(Budget budget) {
    this.scanner = new Scanner(STANDARD, budget);
  }

  /** The product's detectors and one more file. */
  Passing(String detectors) {
    this.scanner =
        new Scanner(
            DetectorSet.of(
                Profile.DEFAULT, List.of(new DetectorSource("own", detectors)), WordLists.NONE),
            Budget.DEFAULT);
  }

  /** The text with a planted value before it, after it and in the middle of what follows. */
  Passing text(String stress) {
    String text = MAIL + " " + stress + " " + MAIL + " and " + CARD + " " + MAIL;
    reads(session().redact(text));
    Redactor.Redaction redaction =
        new Redactor(scanner, OperatorPolicy.all(Operators.label())).redact(text);
    if (redaction instanceof Redactor.Redaction.Redacted redacted) {
      clean(redacted.text());
    }
    replies(Form.TEXT, text);
    return this;
  }

  /** A document that holds planted values, as a request, as a chat's body and as arguments. */
  Passing json(String document) {
    assertTrue(document.contains(MAIL) || document.contains(CARD), "nothing is planted");
    reads(session().redactJson(document));
    reads(session().redactJson(document, MessageShape.OPENAI_CHAT));
    reads(session().redact(document));
    replies(Form.JSON_FRAGMENT, document);
    replies(Form.TEXT, document);
    return this;
  }

  Passing because(WithheldReason reason) {
    assertEquals(Set.of(reason), reasons);
    return this;
  }

  private RedactionSession session() {
    return new RedactionSession(scanner, new Random(1), Set.of());
  }

  private void reads(Examination examination) {
    if (examination instanceof Examination.Examined examined) {
      clean(examined.text());
    } else {
      reasons.add(((Examination.Withheld) examination).reason());
    }
  }

  private void replies(Form form, String text) {
    int[] sizes = text.length() > 100_000 ? new int[] {4_096} : new int[] {1, 17, text.length()};
    for (int size : sizes) {
      ReplyFilter filter = session().replyFilter(form);
      StringBuilder out = new StringBuilder();
      for (int at = 0; at < text.length(); at += size) {
        boolean open = filter.withheld().isEmpty();
        String piece = filter.push(text.substring(at, Math.min(text.length(), at + size)));
        assertTrue(open || piece.isEmpty(), "text after it was withheld");
        out.append(piece);
      }
      out.append(filter.finish());
      clean(out.toString());
      filter.withheld().ifPresent(reasons::add);
    }
  }

  static void clean(String delivered) {
    assertFalse(delivered.contains(MAIL), "the address came out");
    assertFalse(delivered.contains(CARD), "the card came out");
  }
}
