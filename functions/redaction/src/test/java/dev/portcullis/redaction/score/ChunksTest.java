package dev.portcullis.redaction.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Texts;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our own texts under every cutting that the corpora get; see {@link Chunks}. */
final class ChunksTest {
  private static final int EVERY_PLACE = 4_000;

  /** Pairs and escapes with a value across them. */
  private static final List<String> OWN =
      List.of(
          "card \uD835\uDFD2\uD835\uDFCE\uD835\uDFCF\uD835\uDFD0 8888 8888 1881 \uD83D\uDE00",
          "jane\\u0040example.com, j\\u0061ne\\x40example.com and \\uD835\\uDFD2 end",
          "&#106;ane&commat;example&period;com or %6a%61%6e%65%40%65%78%61%6d%70%6c%65.com",
          "\uD83D\uDE00jane@example.com\uD83D\uDE00 lone \uD83D and \uDE00 halves",
          "%5Cu00%E2%80%AE40 jane%5Cu%E2%80%AE0040example.com &#%E2%80%AE64; %5C%75%30%30%34%30",
          "-----BEGIN A PRIVATE KEY-----\n" + "MIIE".repeat(30) + "\n-----END A KEY-----\u200b\u200b end",
          "%C3%A9t%C3%A9@example.com \\u00e9 &eacute; %F0%9D%9F%92%F0%9D%9F%8E");

  private final Scanner scanner = new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);
  private final Cuttings cuttings = new Cuttings(EVERY_PLACE, 17);

  @Test
  void theScannersStreamIsTheSameHoweverItIsCut() {
    Delivery stream = Delivery.stream(scanner);
    texts(stream);
    for (int seed = 0; seed < 12; seed++) {
      cuttings.check("mixed " + seed, stream, Texts.mixed(new Random(seed), 6));
    }
    assertTrue(cuttings.insidePairs > 8 && cuttings.insideEscapes > 100);
  }

  @Test
  void aReplysTextIsTheSameHoweverItIsCut() {
    texts(Delivery.filter(scanner, Form.TEXT));
    assertTrue(cuttings.insidePairs > 5 && cuttings.insideEscapes > 100);
  }

  @Test
  void argumentsAreTheSameHoweverTheyAreCut() {
    Delivery arguments = Delivery.filter(scanner, Form.JSON_FRAGMENT);
    for (String text : OWN) {
      cuttings.check("own", arguments, Chunks.arguments(text));
      cuttings.check("own, raw", arguments, "{\"q\":\"" + text.replace("\\", "\\\\") + "\"}");
    }
    assertTrue(cuttings.insidePairs > 5 && cuttings.insideEscapes > 200);
  }

  private void texts(Delivery delivery) {
    for (String text : OWN) {
      cuttings.check("own", delivery, text);
    }
  }
}
