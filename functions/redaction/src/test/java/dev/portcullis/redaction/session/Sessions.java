package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.Random;
import java.util.Set;

/** Sessions over the real scanner with a seeded random, and short ways to use them. */
final class Sessions {
  static final Scanner SCANNER = new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  private Sessions() {}

  static RedactionSession session() {
    return new RedactionSession(SCANNER, new Random(7), Set.of());
  }

  static String redact(RedactionSession session, String text) {
    return assertInstanceOf(Examination.Examined.class, session.redact(text)).text();
  }

  static String reply(RedactionSession session, Form form, String text) {
    ReplyFilter filter = session.replyFilter(form);
    return filter.push(text) + filter.finish();
  }

  /** The text pushed in the pieces that end at the given places. */
  static String cut(RedactionSession session, Form form, String text, int... cuts) {
    ReplyFilter filter = session.replyFilter(form);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int cut : cuts) {
      out.append(filter.push(text.substring(at, cut)));
      at = cut;
    }
    return out.append(filter.push(text.substring(at))).append(filter.finish()).toString();
  }

  static String oneByOne(RedactionSession session, Form form, String text) {
    int[] cuts = new int[text.length()];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = i;
    }
    return cut(session, form, text, cuts);
  }
}
