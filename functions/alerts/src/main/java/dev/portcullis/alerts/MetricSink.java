package dev.portcullis.alerts;

/**
 * Takes finished metric lines, in order. A function's standard output is one: the clouds' log
 * services read metrics from it. It must not throw.
 */
@FunctionalInterface
public interface MetricSink {

  /** Takes one line of JSON without a line end. */
  void line(String json);
}
