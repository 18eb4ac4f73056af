package dev.portcullis.authorization.engine;

import java.math.BigDecimal;

/** Cedar's decimal: one to four decimals, within 64 bits of ten-thousandths. */
final class Decimals {
  private Decimals() {}

  static Value parse(String text) throws EvaluationException {
    if (text.matches("-?[0-9]{1,19}\\.[0-9]{1,4}")) {
      try {
        return new Value.Decimal(new BigDecimal(text).movePointRight(4).longValueExact());
      } catch (ArithmeticException tooLarge) {
        // Reported below.
      }
    }
    throw new EvaluationException("not a decimal");
  }
}
