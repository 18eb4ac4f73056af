package dev.portcullis.redaction.operators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Reads {@code TYPE=OPERATOR}, as the command line and the configuration write it; {@code *} is
 * every type that has no line of its own.
 *
 * <p>Operators: {@code redact}, {@code label}, {@code fixed:TEXT}, {@code mask}, {@code mask:C} and
 * {@code mask:C:N} (mask character, how many stay at the end), {@code keep}, {@code generalise},
 * {@code placeholder}, and, with keys, {@code hash}, {@code gcm}, {@code siv}, {@code ff1}, {@code
 * surrogate}, {@code shift} and {@code shift:DAYS}.
 */
public final class OperatorGrammar {
  private static final Pattern TYPE = Pattern.compile("\\*|[A-Z][A-Z0-9_]{0,63}");
  private static final int DAYS = 365;

  private final Map<String, Function<List<String>, Operator>> operators = new TreeMap<>();

  private OperatorGrammar(Operator placeholder) {
    operators.put("redact", none(Operators.redact()));
    operators.put("label", none(Operators.label()));
    operators.put("keep", none(Operators.keep()));
    operators.put("generalise", none(Operators.generalise()));
    operators.put("placeholder", none(placeholder));
    operators.put("mask", OperatorGrammar::mask);
    operators.put("fixed", args -> Operators.fixed(String.join(":", args)));
  }

  /** The operators that need no key; the keyed ones are refused with a message that says so. */
  public static OperatorGrammar unkeyed(Operator placeholder) {
    OperatorGrammar grammar = new OperatorGrammar(placeholder);
    for (String keyed : new String[] {"hash", "gcm", "siv", "ff1", "surrogate", "shift"}) {
      grammar.operators.put(
          keyed,
          args -> {
            throw new IllegalArgumentException("operator " + keyed + " needs a key");
          });
    }
    return grammar;
  }

  /**
   * Every operator.
   *
   * @param scope whose dates move together under {@code shift}
   */
  public static OperatorGrammar keyed(
      Operator placeholder, OperatorKeys keys, RandomGenerator random, String scope) {
    OperatorGrammar grammar = new OperatorGrammar(placeholder);
    grammar.operators.put("hash", none(Operators.keyedHash(keys)));
    grammar.operators.put("gcm", none(Operators.aesGcm(keys, random)));
    grammar.operators.put("siv", none(Operators.aesSiv(keys)));
    grammar.operators.put("ff1", none(Operators.formatPreserving(keys)));
    grammar.operators.put("surrogate", none(Operators.surrogate(keys)));
    grammar.operators.put("shift", args -> Operators.dateShift(keys, scope, days(args)));
    return grammar;
  }

  /**
   * The policy that these lines make; a type without a line gets a type label.
   *
   * @param lines each {@code TYPE=OPERATOR}; a later one for the same type wins
   * @throws IllegalArgumentException if a line is not understood; its message says which word, and
   *     names the operators there are
   */
  public OperatorPolicy parse(List<String> lines) {
    OperatorPolicy policy = OperatorPolicy.all(Operators.label());
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals < 0 || !TYPE.matcher(line.substring(0, equals)).matches()) {
        throw new IllegalArgumentException("not TYPE=OPERATOR: " + line);
      }
      policy = policy.with(line.substring(0, equals), operator(line.substring(equals + 1)));
    }
    return policy;
  }

  private Operator operator(String text) {
    List<String> words = List.of(text.split(":", -1));
    return Optional.ofNullable(operators.get(words.get(0)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no operator " + words.get(0) + "; there are " + operators.keySet()))
        .apply(words.subList(1, words.size()));
  }

  private static Function<List<String>, Operator> none(Operator operator) {
    return args -> {
      if (!args.isEmpty()) {
        throw new IllegalArgumentException("this operator takes no argument");
      }
      return operator;
    };
  }

  private static Operator mask(List<String> args) {
    String with = args.isEmpty() ? "*" : args.get(0);
    if (with.length() != 1 || args.size() > 2) {
      throw new IllegalArgumentException("mask:C:N takes one character and a number");
    }
    return Operators.mask(with.charAt(0), args.size() < 2 ? 0 : number(args.get(1)));
  }

  private static int days(List<String> args) {
    if (args.size() > 1) {
      throw new IllegalArgumentException("shift:DAYS takes one number");
    }
    return args.isEmpty() ? DAYS : number(args.get(0));
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,6}")) {
      throw new IllegalArgumentException("not a number: " + text);
    }
    return Integer.parseInt(text);
  }
}
