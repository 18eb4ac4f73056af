package dev.portcullis.aws.cloudwatch;

import dev.portcullis.alerts.MetricSink;
import dev.portcullis.alerts.Metrics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes metric lines to a function's standard output, from where Amazon CloudWatch Logs takes
 * metrics without a call: one line is one write, so no other thread's line gets into it.
 *
 * <p>It never throws; a line that cannot be written is lost. Format: CloudWatch Embedded Metric
 * Format, version 0.
 */
public final class CloudWatchMetrics implements MetricSink {
  private static final String NAMESPACE = "Portcullis";

  private final PrintStream out;

  /** Lines to a stream, usually {@link System#out}. */
  public CloudWatchMetrics(PrintStream out) {
    this.out = out;
  }

  /** The metrics of one function; its name is the dimension {@code Function}. */
  public static Metrics of(String function, PrintStream out) {
    return new Metrics(NAMESPACE, function, new CloudWatchMetrics(out));
  }

  @Override
  public void line(String json) {
    byte[] line = (json + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length);
    out.flush();
  }
}
