package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Pattern;
import dev.portcullis.redaction.pattern.Samples;
import dev.portcullis.redaction.validate.Validator;
import dev.portcullis.redaction.validate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Breaks one part of a compiled set of detectors after the other; a test's way in. */
public final class Faults {
  /**
   * One part that can be broken.
   *
   * @param name the rule and the part
   * @param samples texts in which the part is reached, likely
   * @param inject breaks it
   * @param undo mends it
   */
  public record Fault(String name, List<String> samples, Runnable inject, Runnable undo) {}

  private static final int SAMPLES = 40;
  private static final String[] BEFORE = {"", " ", "\n", "x", "= ", "("};

  private final Program program;
  private final Samples samples;
  private final Random random;

  /** The faults of this program, with samples by this source of randomness. */
  public Faults(Program program, Random random) {
    this.program = program;
    this.random = random;
    this.samples = new Samples(program.alphabet, random);
  }

  /** Every pattern's match fails, every pattern's judgment, and every validator of a detector. */
  public List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    int unit = 0;
    for (int detector = 0; detector < program.rules.length; detector++) {
      DetectorSpec spec = program.spec(detector);
      List<String> ofAll = new ArrayList<>();
      for (DetectorSpec.PatternSpec pattern : spec.patterns()) {
        List<String> texts = new ArrayList<>();
        Pattern compiled = Pattern.compile(pattern.source(), program.alphabet, pattern.anyCase());
        for (int i = 0; i < SAMPLES; i++) {
          String before = BEFORE[i % BEFORE.length];
          texts.add(before + context(spec) + sample(spec, compiled));
        }
        addUnit(spec.rule(), unit++, texts, faults);
        ofAll.addAll(texts);
      }
      for (int i = 0; i < program.rules[detector].validators().length; i++) {
        addValidator(detector, i, ofAll, faults);
      }
    }
    if (unit != program.units.length) {
      throw new IllegalStateException("a pattern has no fault");
    }
    return faults;
  }

  /** A sample that starts with a keyword, where the detector has keywords. */
  private String sample(DetectorSpec spec, Pattern pattern) {
    String sample = samples.of(pattern);
    for (int i = 0; i < 200 && !startsWithKeyword(spec, sample); i++) {
      sample = samples.of(pattern);
    }
    if (startsWithKeyword(spec, sample)) {
      return sample;
    }
    String keyword = spec.keywords().get(random.nextInt(spec.keywords().size()));
    return keyword + sample.substring(Math.min(sample.length(), keyword.length()));
  }

  private static boolean startsWithKeyword(DetectorSpec spec, String sample) {
    return spec.keywords().isEmpty()
        || spec.keywords().stream().anyMatch(k -> sample.regionMatches(true, 0, k, 0, k.length()));
  }

  private String context(DetectorSpec spec) {
    return spec.context().isEmpty() || random.nextInt(4) == 0 ? "" : spec.context().get(0) + ": ";
  }

  private void addUnit(String rule, int unit, List<String> texts, List<Fault> faults) {
    Program.Unit sound = program.units[unit];
    Program.Unit noMatch =
        new Program.Unit(sound.detector(), sound.score(), sound.before(), none(), sound.value());
    Program.Unit noJudgment =
        new Program.Unit(sound.detector(), sound.score(), none(), sound.after(), sound.value());
    Runnable undo = () -> program.units[unit] = sound;
    faults.add(
        new Fault(rule + " match " + unit, texts, () -> program.units[unit] = noMatch, undo));
    faults.add(
        new Fault(rule + " judgment " + unit, texts, () -> program.units[unit] = noJudgment, undo));
  }

  private void addValidator(int detector, int at, List<String> texts, List<Fault> faults) {
    Validator[] validators = program.rules[detector].validators();
    Validator[] sound = validators.clone();
    faults.add(
        new Fault(
            program.spec(detector).rule()
                + " validator "
                + program.spec(detector).validators().get(at),
            texts,
            () -> {
              for (int i = 0; i < at; i++) {
                validators[i] = (text, start, end) -> Verdict.VALID;
              }
              validators[at] =
                  (text, start, end) -> {
                    throw new IllegalStateException(new String(text, start, end - start));
                  };
            },
            () -> System.arraycopy(sound, 0, validators, 0, sound.length)));
  }

  /** A set that is not there: whoever asks it fails. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T none() {
    return null;
  }
}
