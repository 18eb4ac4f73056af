package dev.portcullis.local.console;

import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.local.laptop.Laptop;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The console over an opened laptop: the one thing that a server needs to offer the page.
 *
 * <p>Hand each request under {@link Console#PATH} to {@link #console}, print its {@link
 * Console#token}, and run {@link #verify} now and then on a thread of its own, because the page
 * shows what the last verification found.
 */
public final class LaptopConsole {
  private final Console console;
  private final StoredLog log;

  /**
   * A console.
   *
   * @param laptop stays the caller's, who closes it
   * @param random cryptographically strong, for the token
   */
  public LaptopConsole(Laptop laptop, SecureRandom random) {
    this.log =
        new StoredLog(
            dev.portcullis.audit.verify.LogView.of(
                laptop.stores().worm(), laptop.stores().published()),
            laptop.logKeys(),
            laptop.clock(),
            random);
    this.console =
        new Console(
            laptop.records(),
            Optional.of(new RecordIndex(laptop.stores().published())),
            log,
            random,
            laptop.clock());
  }

  /** Answers the page's requests. */
  public Console console() {
    return console;
  }

  /** Verifies the whole log, for the page to show; failures are those of the stores. */
  public void verify() {
    log.verify();
  }
}
