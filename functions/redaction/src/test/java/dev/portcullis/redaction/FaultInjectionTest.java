package dev.portcullis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.detect.Faults;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import dev.portcullis.redaction.validate.Validators;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Breaks every pattern, every judgment and every validator of the product in turn: the text is
 * withheld, a stream delivers the examined beginning and then nothing.
 */
final class FaultInjectionTest {
  private static final String BEGINNING = "The committee met in the old town hall.\n";
  private static final String END = "\nNobody knew when it would end.";

  private final DetectorSet set =
      DetectorSet.of(Profile.STRICT, List.of(unusedValidators()), WordLists.NONE);
  private final Scanner scanner = new Scanner(set, Budget.DEFAULT);

  @Test
  void aFaultInAnyPatternOrValidatorWithholdsTheText() {
    List<Faults.Fault> faults = new Faults(set.program, new Random(3)).all();
    List<String> notReached = new ArrayList<>();
    for (Faults.Fault fault : faults) {
      if (!isWithheld(fault)) {
        notReached.add(fault.name());
      }
    }
    assertTrue(faults.size() > 700, () -> "only " + faults.size() + " faults");
    assertEquals(List.of(), notReached, "no sample reached these");
  }

  /** The names that no detector of the product uses, only those of deployments. */
  private static DetectorSource unusedValidators() {
    StringBuilder file = new StringBuilder();
    for (String name : List.of("luhn", "not-all-same", "sg-nric")) {
      String detector = "detector %s\ntype OWN\npattern 0.5 [STFG]\\d{7}[A-Z]\nvalidator %s\n";
      file.append(String.format(detector, name, name));
    }
    return new DetectorSource("own", file.toString());
  }

  @Test
  void everyValidatorThatHasANameIsBroken() {
    Set<String> used = new TreeSet<>();
    set.detectors().forEach(d -> used.addAll(List.of(d.validator().split(",", -1))));
    used.remove("");
    assertEquals(new TreeSet<>(Validators.names()), used);
  }

  /** True once a sample has reached the fault; whatever a sample reaches, nothing leaks. */
  private boolean isWithheld(Faults.Fault fault) {
    for (String sample : fault.samples()) {
      String text = BEGINNING + sample + END;
      String sound = reply(text, 7);
      fault.inject().run();
      try {
        ScanResult result = scanner.scan(text);
        if (result.equals(new ScanResult.Unscanned(Reason.INTERNAL_ERROR))) {
          leaksNothing(fault.name(), text, sound);
          return true;
        }
      } finally {
        fault.undo().run();
      }
    }
    return false;
  }

  private void leaksNothing(String name, String text, String sound) {
    for (int size : new int[] {1, 7, text.length()}) {
      String delivered = reply(text, size);
      assertTrue(sound.startsWith(delivered), () -> name + " delivered what was not examined");
      assertTrue(delivered.length() < sound.length(), () -> name + " delivered all of it");
    }
  }

  private String reply(String text, int size) {
    ReplyFilter filter =
        new RedactionSession(scanner, new Random(1), Set.of()).replyFilter(ReplyFilter.Form.TEXT);
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at += size) {
      out.append(filter.push(text.substring(at, Math.min(text.length(), at + size))));
    }
    return out.append(filter.finish()).toString();
  }
}
