package dev.portcullis.limits;

/** How much of each unit a call takes; sums saturate, so a huge number can never wrap around. */
record Amount(long requests, long tokens, long nanoDollars) {
  long of(Limit.Unit unit) {
    return switch (unit) {
      case REQUESTS -> requests;
      case TOKENS -> tokens;
      case NANO_DOLLARS -> nanoDollars;
    };
  }

  /** The sum of two amounts of 0 or more, at most {@link Long#MAX_VALUE}. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
