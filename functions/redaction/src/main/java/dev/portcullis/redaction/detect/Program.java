package dev.portcullis.redaction.detect;

import dev.portcullis.redaction.pattern.Automaton;
import dev.portcullis.redaction.pattern.CharSet;
import dev.portcullis.redaction.pattern.Pattern;
import dev.portcullis.redaction.text.Alphabet;
import dev.portcullis.redaction.validate.Validator;
import dev.portcullis.redaction.validate.Validators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All detectors of a set, compiled; safe for threads; nothing that decides changes. */
public final class Program {
  /** A pattern with what its matches need; one detector has one or more. */
  record Unit(
      int detector,
      double score,
      CharSet before,
      CharSet after,
      Pattern.@Nullable ValueFinder value) {

    /** Whether nothing that follows can forbid a match. */
    boolean endsAnywhere() {
      return after.equals(CharSet.NONE);
    }
  }

  /** What decides about a match besides its pattern. */
  record Rules(
      DetectorSpec spec,
      Validator[] validators,
      int[] context,
      @Nullable CharSet tail,
      char[] until) {}

  final Alphabet alphabet;
  final boolean strict;
  final Unit[] units;
  final Rules[] rules;
  final Keywords keywords;
  final int triggers;
  final int[][] triggerUnits;
  final int[] literalLength;
  final int[] literalWord;
  final boolean[] wholeWord;
  final String[] contextWords;
  final Machine free;
  final Machine keyed;
  final Room.Spare spare = new Room.Spare();

  private Program(Compiler compiler) {
    alphabet = compiler.alphabet;
    strict = compiler.strict;
    units = compiler.units.toArray(new Unit[0]);
    rules = compiler.rules.toArray(new Rules[0]);
    triggers = compiler.triggerUnits.size();
    triggerUnits = new int[triggers][];
    int trigger = 0;
    for (List<Integer> ofTrigger : compiler.triggerUnits.values()) {
      triggerUnits[trigger++] = ints(ofTrigger);
    }
    keywords = new Keywords(alphabet);
    List<String> literals = new ArrayList<>(compiler.triggerUnits.keySet());
    List<Integer> words = new ArrayList<>(Collections.nCopies(triggers, -1));
    contextWords = compiler.contextWords.keySet().toArray(new String[0]);
    wholeWord = new boolean[contextWords.length];
    for (int i = 0; i < contextWords.length; i++) {
      wholeWord[i] = contextWords[i].length() <= 3 && contextWords[i].charAt(0) < 128;
      for (String variant : variants(contextWords[i])) {
        literals.add(variant);
        words.add(i);
      }
    }
    literalWord = ints(words);
    literalLength = new int[literals.size()];
    for (int i = 0; i < literalLength.length; i++) {
      literalLength[i] = keywords.add(literals.get(i), i);
    }
    keywords.link(triggers);
    free = Machine.free(compiler.free.build(), compiler.freeStarts, this);
    keyed = Machine.keyed(compiler.keyed.build(), compiler.keyedStarts, this);
  }

  /** Compiles declared detectors; {@code strict} reports weak values too. */
  public static Program compile(List<DetectorSpec> specs, boolean strict) {
    Compiler compiler = new Compiler(strict);
    for (DetectorSpec spec : specs) {
      compiler.add(spec);
    }
    return new Program(compiler);
  }

  /** The declaration of a detector by its number. */
  public DetectorSpec spec(int detector) {
    return rules[detector].spec();
  }

  /** A context word by its number. */
  public String contextWord(int number) {
    return contextWords[number];
  }

  private static int[] ints(List<Integer> list) {
    int[] ints = new int[list.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = list.get(i);
    }
    return ints;
  }

  private static List<String> variants(String word) {
    return word.indexOf(' ') < 0
        ? List.of(word)
        : List.of(word, word.replace(' ', '-'), word.replace(' ', '_'), word.replace(" ", ""));
  }

  private static final class Compiler {
    final Alphabet alphabet = new Alphabet();
    final boolean strict;
    final List<Unit> units = new ArrayList<>();
    final List<Rules> rules = new ArrayList<>();
    final Map<String, List<Integer>> triggerUnits = new LinkedHashMap<>();
    final Map<String, Integer> contextWords = new LinkedHashMap<>();
    final Automaton.Builder free = new Automaton.Builder();
    final Automaton.Builder keyed = new Automaton.Builder();
    final Map<Integer, Integer> freeStarts = new LinkedHashMap<>();
    final Map<Integer, Integer> keyedStarts = new HashMap<>();

    Compiler(boolean strict) {
      this.strict = strict;
    }

    void add(DetectorSpec spec) {
      if (spec.strictOnly() && !strict) {
        return;
      }
      int detector = rules.size();
      int[] context = new int[spec.context().size()];
      for (int i = 0; i < context.length; i++) {
        String word = spec.context().get(i);
        Integer known = contextWords.putIfAbsent(word, contextWords.size());
        context[i] = known == null ? contextWords.size() - 1 : known;
      }
      Validator[] validators = new Validator[spec.validators().size()];
      for (int i = 0; i < validators.length; i++) {
        validators[i] = Validators.named(spec.validators().get(i));
      }
      rules.add(
          new Rules(
              spec,
              validators,
              context,
              spec.tail().isEmpty() ? null : Pattern.characters(spec.tail(), alphabet),
              spec.until().toCharArray()));
      CharSet before = set(spec.before());
      CharSet after = set(spec.after());
      for (DetectorSpec.PatternSpec pattern : spec.patterns()) {
        boolean reachable =
            strict || pattern.score() >= 0.4 || context.length > 0 || validators.length > 0;
        if (reachable) {
          addPattern(spec, detector, pattern, before, after);
        }
      }
    }

    private void addPattern(
        DetectorSpec spec,
        int detector,
        DetectorSpec.PatternSpec source,
        CharSet before,
        CharSet after) {
      Pattern pattern = compile(spec, source);
      int unit = units.size();
      units.add(
          new Unit(
              detector,
              source.score(),
              before,
              after,
              pattern.isMarked() ? pattern.valueFinder() : null));
      if (spec.keywords().isEmpty()) {
        freeStarts.put(unit, free.add(pattern, unit));
      } else {
        keyedStarts.put(unit, keyed.add(pattern, unit));
        for (String keyword : spec.keywords()) {
          triggerUnits.computeIfAbsent(keyword, k -> new ArrayList<>()).add(unit);
        }
      }
    }

    private Pattern compile(DetectorSpec spec, DetectorSpec.PatternSpec source) {
      try {
        return Pattern.compile(source.source(), alphabet, source.anyCase());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(spec.rule() + ": " + e.getMessage(), e);
      }
    }

    private CharSet set(String source) {
      return source.equals("none") ? CharSet.NONE : Pattern.characters(source, alphabet);
    }
  }
}
