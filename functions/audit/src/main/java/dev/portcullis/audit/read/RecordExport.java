package dev.portcullis.audit.read;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Writes records for other systems, one after the other, without holding any: the stored bytes
 * (OCSF as JSON lines), ArcSight's Common Event Format, or CSV (RFC 4180).
 *
 * <p>Not thread-safe. The stream is the caller's to flush and close.
 */
public final class RecordExport {

  /** The forms a record can be exported in. */
  public enum Format {
    OCSF,
    CEF,
    CSV
  }

  private final Format format;
  private final OutputStream out;
  private boolean begun;

  /** An export into a stream. */
  public RecordExport(Format format, OutputStream out) {
    this.format = Objects.requireNonNull(format, "format");
    this.out = Objects.requireNonNull(out, "out");
  }

  /** Writes a record; before the first one the heading, where the format has one. */
  public void write(LogRecord record) throws IOException {
    begin();
    switch (format) {
      case OCSF -> {
        out.write(record.bytes());
        out.write('\n');
      }
      case CEF -> out.write(CefLine.of(record));
      case CSV -> out.write(CsvLine.of(record));
    }
  }

  /** Writes the heading even if there is no record at all. */
  public void begin() throws IOException {
    if (!begun && format == Format.CSV) {
      out.write(CsvLine.heading());
    }
    begun = true;
  }
}
