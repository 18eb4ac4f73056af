package dev.portcullis.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The answer to a reservation: the amounts are held, or a limit that would be passed. */
public sealed interface Grant {

  /**
   * The amounts are held in every account of the caller until settled, released or expired.
   *
   * @param id unique; appears in no response
   * @param accounts keys of the records that hold it; empty if no limit applies to the caller
   * @param model the model whose price applies
   * @param tokens how many tokens are held, in and out together
   * @param nanoDollars how much spend is held, in 1e-9 dollars
   * @param reservedAt when; decides which minute, day and month are charged
   * @param expiresAt after this the whole reserved amount counts as used
   */
  record Reservation(
      String id,
      List<String> accounts,
      String model,
      long tokens,
      long nanoDollars,
      Instant reservedAt,
      Instant expiresAt)
      implements Grant {
    public Reservation {
      Objects.requireNonNull(id, "id");
      accounts = List.copyOf(accounts);
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(reservedAt, "reservedAt");
      Objects.requireNonNull(expiresAt, "expiresAt");
    }
  }

  /**
   * Nothing is held: a limit would be passed, so the call must not be made.
   *
   * @param limit the limit's name with its scope, for example {@code tenant/tokens_per_day}; {@code
   *     contention} if the account stayed too busy to be written
   * @param retryAfter when it can succeed at the earliest, at least one second
   */
  record Exceeded(String limit, Duration retryAfter) implements Grant {
    public Exceeded {
      Objects.requireNonNull(limit, "limit");
      Objects.requireNonNull(retryAfter, "retryAfter");
    }
  }
}
