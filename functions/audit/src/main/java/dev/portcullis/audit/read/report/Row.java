package dev.portcullis.audit.read.report;

/** The figures of one day or one principal. Filled by {@link UsageReport}. */
public final class Row {
  final Figure calls = new Figure();
  final Figure delivered = new Figure();
  final Figure failed = new Figure();
  final Figure refused = new Figure();
  final Figure redacted = new Figure();
  final Figure tokensIn = new Figure();
  final Figure tokensOut = new Figure();
  final Figure spendMicros = new Figure();

  Row() {}

  /** Requests: calls that were admitted and calls that were refused. */
  public Figure calls() {
    return calls;
  }

  /** Calls whose whole reply was examined and delivered. */
  public Figure delivered() {
    return delivered;
  }

  /** Admitted calls that ended in any other way. */
  public Figure failed() {
    return failed;
  }

  /** Calls that were refused before the model. */
  public Figure refused() {
    return refused;
  }

  /** Sensitive values found, in requests and replies. */
  public Figure redacted() {
    return redacted;
  }

  /** Tokens of prompts. */
  public Figure tokensIn() {
    return tokensIn;
  }

  /** Tokens of replies. */
  public Figure tokensOut() {
    return tokensOut;
  }

  /** Spend in millionths of the currency unit. */
  public Figure spendMicros() {
    return spendMicros;
  }
}
