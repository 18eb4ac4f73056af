package dev.portcullis.redaction.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * One detector as its file declares it; the README of the detectors says what each field means.
 *
 * @param rule its id: file name, a dot, the name in the file
 * @param type the entity type
 * @param family the name of its file
 * @param country ISO 3166-1 code in lower case, empty when the type is not one country's
 * @param patterns at least one, except for detectors that Java code runs
 * @param validators names of rules that must all hold
 * @param before characters that must not stand before the match
 * @param after characters that must not stand after the match
 * @param context words near which the value is likelier
 * @param needsContext whether only {@code strict} reports it without a context word
 * @param needsWord whether no profile reports it without a context word
 * @param strictOnly whether only {@code strict} runs it
 * @param keywords literals that start every match; empty for patterns that start anywhere
 * @param entropy the least Shannon entropy in bits a character, 0 for none
 * @param stops words that no value contains
 * @param tail characters that carry the value on without limit, empty for none
 * @param until a literal that ends the tail, empty for none
 */
public record DetectorSpec(
    String rule,
    String type,
    String family,
    String country,
    List<PatternSpec> patterns,
    List<String> validators,
    String before,
    String after,
    List<String> context,
    boolean needsContext,
    boolean needsWord,
    boolean strictOnly,
    List<String> keywords,
    double entropy,
    List<String> stops,
    String tail,
    String until) {

  /**
   * One way the value can look.
   *
   * @param score confidence without context and checksum
   * @param source the pattern
   * @param anyCase whether letters match in both cases
   */
  public record PatternSpec(double score, String source, boolean anyCase) {}

  /** The highest score of its patterns, 0 when it has none. */
  public double score() {
    return patterns.stream().mapToDouble(PatternSpec::score).max().orElse(0);
  }

  /** The same with further words that no value contains. */
  public DetectorSpec stoppedBy(List<String> words) {
    List<String> all = new ArrayList<>(stops);
    all.addAll(words);
    return new DetectorSpec(
        rule,
        type,
        family,
        country,
        patterns,
        validators,
        before,
        after,
        context,
        needsContext,
        needsWord,
        strictOnly,
        keywords,
        entropy,
        List.copyOf(all),
        tail,
        until);
  }
}
