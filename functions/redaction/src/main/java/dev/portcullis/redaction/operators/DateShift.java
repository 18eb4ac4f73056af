package dev.portcullis.redaction.operators;

import dev.portcullis.redaction.operators.Outcome.Refusal;
import dev.portcullis.redaction.operators.Outcome.Refused;
import dev.portcullis.redaction.operators.Outcome.Replaced;

/** Moves the dates of one scope by the same keyed number of days. */
final class DateShift implements Operator {
  private final OperatorKeys keys;
  private final String scope;
  private final int days;

  DateShift(OperatorKeys keys, String scope, int days) {
    if (days < 1 || days > 36_500) {
      throw new IllegalArgumentException("dates move by 1 to 36500 days at most");
    }
    this.keys = keys;
    this.scope = scope;
    this.days = days;
  }

  @Override
  public Outcome apply(Value value) {
    return DateForm.read(value.text())
        .<Outcome>map(form -> new Replaced(form.write(form.date().plusDays(shift()))))
        .orElseGet(() -> new Refused(Refusal.NOT_A_DATE));
  }

  /** Never 0: a date that stays where it was would be a date in clear. */
  private long shift() {
    KeyedChoice choice = new KeyedChoice(keys.primary(), "date-shift", "", scope);
    int distance = 1 + choice.below(days);
    return choice.below(2) == 0 ? distance : -distance;
  }
}
