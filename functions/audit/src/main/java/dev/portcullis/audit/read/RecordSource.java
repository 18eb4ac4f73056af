package dev.portcullis.audit.read;

/**
 * The log's entries in log order, each exactly as it was stored.
 *
 * <p>Entries below {@link #size} never change. Reading holds one bundle in memory at a time.
 * Failures are {@link dev.portcullis.ports.PortException}; nothing is skipped silently.
 */
public interface RecordSource {

  /** How many entries are integrated now. */
  long size();

  /**
   * Visits the entries from {@code from} to {@code to} (exclusive), in order, until the visitor has
   * enough. Both must be within 0 to {@link #size}.
   */
  void read(long from, long to, Visitor visitor);

  /** Takes one entry after the other. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Takes an entry.
     *
     * @param index its position in the log
     * @param entry its bytes, the visitor's to keep
     * @return true to go on
     */
    boolean visit(long index, byte[] entry);
  }
}
