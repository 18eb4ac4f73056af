package dev.portcullis.audit.record;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace a call belongs to (W3C Trace Context): identifiers in hexadecimal, nothing else.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
public record TraceContext(Optional<String> traceId, Optional<String> spanId) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
  private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

  public TraceContext {
    Objects.requireNonNull(traceId, "traceId");
    Objects.requireNonNull(spanId, "spanId");
    if (traceId.filter(id -> !TRACE.matcher(id).matches()).isPresent()
        || spanId.filter(id -> !SPAN.matcher(id).matches()).isPresent()
        || (spanId.isPresent() && traceId.isEmpty())) {
      throw new IllegalArgumentException("not a trace context");
    }
  }

  /** A call outside any trace. */
  public static TraceContext none() {
    return new TraceContext(Optional.empty(), Optional.empty());
  }

  /** What a {@code traceparent} header says; {@link #none} if it is not one. */
  public static TraceContext parse(String traceparent) {
    Matcher matcher = TRACEPARENT.matcher(traceparent);
    return matcher.matches()
        ? new TraceContext(Optional.of(matcher.group(1)), Optional.of(matcher.group(2)))
        : none();
  }
}
