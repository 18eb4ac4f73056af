package dev.portcullis.redaction.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.json.JsonLimits;
import dev.portcullis.redaction.json.JsonRewriter;
import dev.portcullis.redaction.json.RandomJson;
import dev.portcullis.redaction.session.Examination;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import dev.portcullis.redaction.session.WithheldReason;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests and replies of any form: cut anyhow, the same bytes; never an internal error. */
final class ReplyFuzzTest {
  private final Scanner scanner = new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  private record Delivered(String text, Optional<WithheldReason> withheld) {}

  @Test
  void aReplyCutAnyhowDeliversTheSameBytes() {
    assertTrue(Fuzz.run("reply", this::reply) > 0);
  }

  @Test
  void aDocumentStaysADocumentOrIsWithheld() {
    assertTrue(Fuzz.run("document", this::document) > 0);
  }

  private RedactionSession session() {
    return new RedactionSession(scanner, new Random(7), Set.of());
  }

  private void reply(Random random) {
    boolean json = random.nextBoolean();
    RandomJson documents = new RandomJson(random.nextLong());
    String text = json ? documents.document() : FuzzTexts.next(random);
    text = json && random.nextInt(4) == 0 ? documents.damaged(text) : text;
    Form form = json && random.nextBoolean() ? Form.JSON_FRAGMENT : Form.TEXT;
    Delivered whole = deliver(form, text);
    Delivered cut = deliver(form, text, FuzzTexts.cuts(random, text.length()));
    assertNotEquals(Optional.of(WithheldReason.INTERNAL_ERROR), whole.withheld());
    assertEquals(whole.withheld(), cut.withheld());
    if (whole.withheld().isEmpty()) {
      assertEquals(whole.text(), cut.text());
    }
  }

  private Delivered deliver(Form form, String text, int... cuts) {
    RedactionSession session = session();
    session.redact("eve@example.org and 4111 1111 1111 1111");
    ReplyFilter filter = session.replyFilter(form);
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int cut : cuts) {
      out.append(filter.push(text.substring(from, cut)));
      from = cut;
    }
    out.append(filter.push(text.substring(from))).append(filter.finish());
    return new Delivered(out.toString(), filter.withheld());
  }

  private void document(Random random) {
    RandomJson documents = new RandomJson(random.nextLong());
    String document = documents.document();
    boolean sound = random.nextBoolean();
    document = sound ? document : documents.damaged(document);
    Examination examination = session().redactJson(document);
    if (examination instanceof Examination.Examined examined) {
      assertTrue(JsonRewriter.accepts(examined.text(), JsonLimits.DEFAULT), "no document any more");
    } else {
      assertNotEquals(new Examination.Withheld(WithheldReason.INTERNAL_ERROR), examination);
    }
  }
}
