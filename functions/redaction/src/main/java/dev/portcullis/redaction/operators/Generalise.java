package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Refusal;
import dev.portcullis.redaction.operators.Outcome.Refused;
import dev.portcullis.redaction.operators.Outcome.Replaced;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces a value by a coarser one that many share; refuses what it knows no coarser form of. */
final class Generalise implements Operator {
  private static final Pattern AGE = Pattern.compile("\\D{0,40}(\\d{1,3})\\D{0,40}");
  private static final Pattern IPV4 =
      Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");
  private static final Pattern IPV6 =
      Pattern.compile("([0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}):.{0,40}");
  private static final Pattern ZIP = Pattern.compile("(\\d{3})\\d{2}(-\\d{4})?");
  private static final Pattern EMAIL = Pattern.compile("[^@]{1,256}@([^@]{1,256})");

  @Override
  public Outcome apply(Value value) {
    String text = value.text();
    Optional<String> coarser =
        switch (value.type()) {
          case "AGE" -> first(AGE, text).map(Generalise::decade);
          case "DATE_TIME", "DATE", "DATE_OF_BIRTH" ->
              DateForm.read(text).map(form -> String.format("%04d", form.date().getYear()));
          case "IP_ADDRESS" ->
              first(IPV4, text)
                  .map(net -> net + ".0/24")
                  .or(() -> first(IPV6, text).map(net -> net + "::/48"));
          case "ZIP_CODE", "US_ZIP_CODE", "ZIP" -> first(ZIP, text).map(area -> area + "**");
          case "EMAIL_ADDRESS" -> first(EMAIL, text).map(domain -> "*@" + domain);
          default -> Optional.empty();
        };
    return coarser
        .<Outcome>map(Replaced::new)
        .orElseGet(() -> new Refused(Refusal.NO_COARSER_FORM));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** From 90 on people are few: one group, as the HIPAA safe harbour has it. */
  private static String decade(String age) {
    int years = Integer.parseInt(age);
    int from = years / 10 * 10;
    return years >= 90 ? "90+" : from + "-" + (from + 9);
  }
}
