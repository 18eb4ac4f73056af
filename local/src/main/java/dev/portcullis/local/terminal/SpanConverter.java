package dev.portcullis.local.terminal;

import dev.portcullis.local.config.Amounts;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a span of time such as {@code 30s}, {@code 8h} or {@code 90d} from the command line. */
public final class SpanConverter implements ITypeConverter<Duration> {
  /** A converter; it keeps nothing. */
  public SpanConverter() {}

  @Override
  public Duration convert(String text) {
    return Amounts.span(text)
        .orElseThrow(() -> new TypeConversionException("a time such as 30s, 8h or 90d"));
  }
}
