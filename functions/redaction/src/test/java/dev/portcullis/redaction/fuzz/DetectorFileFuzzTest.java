package dev.portcullis.redaction.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.DetectorSource;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Reason;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.WordLists;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A detector file is refused with its line, or compiles to a scanner that works. */
final class DetectorFileFuzzTest {
  private static final String[] BITS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "|",
    "*",
    "+",
    "?",
    "\\",
    "\\d",
    "\\w",
    "{2,9}",
    "{0,}",
    "a",
    "[^a-z]",
    "-",
    ".",
    "é",
    "日",
    "0.5",
    "0.",
    "\n",
    " ",
    ",",
    "${x}",
    "let x = ",
    "pattern ",
    "keyword abc\n",
    "tail \\w\n",
    "until end\n",
    "needs word\n",
    "context card\n",
    "stop x\n",
    "published abcabcabca\n"
  };

  @Test
  void aDetectorFileIsRefusedOrWorks() {
    assertTrue(Fuzz.run("detector file", this::file) > 0);
  }

  private void file(Random random) {
    StringBuilder file =
        new StringBuilder("detector one\ntype ONE\npattern 0.5 [a-c]{2,5}\\d\nentropy 1\n");
    for (int edits = 1 + random.nextInt(8); edits > 0; edits--) {
      int at = random.nextInt(file.length() + 1);
      if (random.nextInt(4) == 0) {
        file.delete(at, Math.min(file.length(), at + random.nextInt(6)));
      } else {
        file.insert(at, BITS[random.nextInt(BITS.length)]);
      }
    }
    DetectorSet set;
    try {
      DetectorSource source = new DetectorSource("fuzz", file.toString());
      set = DetectorSet.only(Profile.STRICT, List.of(source), WordLists.NONE);
    } catch (IllegalArgumentException refused) {
      return;
    }
    ScanResult result = new Scanner(set, Budget.DEFAULT).scan(FuzzTexts.next(random) + "ab1 end");
    assertNotEquals(new ScanResult.Unscanned(Reason.INTERNAL_ERROR), result);
  }
}
