package dev.portcullis.aws;

/** What a function was deployed with cannot be used; names the variable or file, never a value. */
final class MisconfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MisconfiguredException(String what) {
    super(what);
  }

  /** For a reader whose messages name file and line and quote names only. */
  static MisconfiguredException of(RuntimeException bad) {
    return new MisconfiguredException(String.valueOf(bad.getMessage()));
  }
}
