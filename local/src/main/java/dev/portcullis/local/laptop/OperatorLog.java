package dev.portcullis.local.laptop;

/**
 * Takes lines for whoever runs this process. It must not throw, because nothing that is durable may
 * depend on it; no line holds a secret, a prompt or a personal value.
 */
public interface OperatorLog {

  /** Something happened as it should. */
  void info(String line);

  /** Something a person must look at. */
  void alarm(String line);

  /** Keeps nothing; for commands whose own answer says all. */
  static OperatorLog silent() {
    return new OperatorLog() {
      @Override
      public void info(String line) {}

      @Override
      public void alarm(String line) {}
    };
  }
}
