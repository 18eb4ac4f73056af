package dev.portcullis.redaction.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.json.PlainJson;
import dev.portcullis.redaction.session.Replies.Reply;
import dev.portcullis.redaction.session.ReplyFilter.Form;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Both halves of a reply under every chunking: the caller's values come back, the model's do not,
 * and where the text was cut makes no difference to a single byte.
 */
class SplitReplyTest {
  private static final long SEED = 20_261_124;
  private static final int VARIANTS = 9;

  private final Replies replies = new Replies(Sessions.session(), SEED);

  /** What came back, what leaked, over one form. */
  private static final class Score {
    int own;
    int restored;
    int foreign;
    int leakedWhole;
    int leakedSplit;
    int cuttings;
  }

  @Test
  void theModelReceivesNoneOfTheCallersValues() {
    for (String placeholder : replies.placeholders()) {
      for (String value : Replies.OWN) {
        assertTrue(!placeholder.contains(value), "a planted value reached the model");
      }
    }
  }

  @Test
  void textIsTheSameHoweverItIsCut() {
    judge("text", Form.TEXT, replies.text(VARIANTS));
  }

  @Test
  void toolCallArgumentsAreTheSameHoweverTheyAreCut() {
    judge("tool-call arguments", Form.JSON_FRAGMENT, replies.json(VARIANTS));
  }

  private void judge(String name, Form form, List<Reply> corpus) {
    assertTrue(corpus.size() >= 200, "too few replies: " + corpus.size());
    Score score = new Score();
    Random random = new Random(SEED);
    for (Reply reply : corpus) {
      String whole = Sessions.reply(replies.session(), form, reply.text());
      weigh(form, reply, whole, score);
      for (int at = 0; at <= reply.text().length(); at++) {
        same(form, reply, whole, score, at);
      }
      for (int i = 0; i < 20; i++) {
        same(form, reply, whole, score, cuts(random, reply.text().length()));
      }
      String single = Sessions.oneByOne(replies.session(), form, reply.text());
      assertEquals(whole, single, "one by one, seed " + SEED);
      score.leakedSplit += leaks(form, reply, single);
      score.cuttings++;
    }
    report(name, score, corpus.size());
    assertEquals(score.own, score.restored, "own values restored");
    assertEquals(0, score.leakedWhole, "foreign values delivered");
    assertEquals(0, score.leakedSplit, "foreign values delivered");
  }

  private void same(Form form, Reply reply, String whole, Score score, int... cuts) {
    String cut = Sessions.cut(replies.session(), form, reply.text(), cuts);
    assertEquals(whole, cut, () -> "cut at " + List.of(cuts) + ", seed " + SEED);
    score.leakedSplit += leaks(form, reply, cut);
    score.cuttings++;
  }

  private static void weigh(Form form, Reply reply, String whole, Score score) {
    StringBuilder strings = new StringBuilder();
    collect(form == Form.TEXT ? whole : PlainJson.parse(whole), strings);
    String delivered = strings.toString();
    int at = 0;
    for (String own : reply.own()) {
      int found = delivered.indexOf(own, at);
      score.own++;
      if (found >= 0) {
        score.restored++;
        at = found + own.length();
      }
    }
    score.foreign += reply.foreign().size();
    score.leakedWhole += leaks(form, reply, whole);
  }

  private static int leaks(Form form, Reply reply, String delivered) {
    String decoded = delivered;
    if (form == Form.JSON_FRAGMENT) {
      StringBuilder strings = new StringBuilder();
      collect(PlainJson.parse(delivered), strings);
      decoded = strings.toString();
    }
    int leaks = 0;
    for (String foreign : reply.foreign()) {
      leaks += decoded.contains(foreign) ? 1 : 0;
    }
    return leaks;
  }

  /** Every string of a document in order, documents inside strings opened. */
  private static void collect(Object value, StringBuilder out) {
    if (value instanceof String text && text.startsWith("{\"deep\":")) {
      collect(PlainJson.parse(text), out);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (k, v) -> {
            collect(v, out);
            collect(k, out);
          });
    } else if (value instanceof Collection<?> list) {
      list.forEach(item -> collect(item, out));
    } else {
      out.append(value).append('\n');
    }
  }

  private static int[] cuts(Random random, int length) {
    return random.ints(1 + random.nextInt(8), 0, length + 1).sorted().toArray();
  }

  /** The four numbers of the response-split benchmark. */
  private static void report(String name, Score score, int replies) {
    double whole = score.leakedWhole / (double) score.foreign;
    double split = score.leakedSplit / ((double) score.foreign * score.cuttings / replies);
    System.out.printf(
        "split test, %s: %d replies, %d cuttings; FidelityRate %.3f (%d of %d), LeakRate whole"
            + " %.3f, LeakRate split %.3f, DeltaFrag %.3f%n",
        name,
        replies,
        score.cuttings,
        score.restored / (double) score.own,
        score.restored,
        score.own,
        whole,
        split,
        split - whole);
  }
}
