package dev.portcullis.local.console;

import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Answers the console's requests; it only reads, and shows nothing that is not in the log.
 *
 * <p>It knows no HTTP server: whoever has one, bound to loopback, hands every request under {@link
 * #PATH} to {@link #answer}. Safe for concurrent use as far as the log's readers are.
 */
public final class Console {
  /** Where the page is. */
  public static final String PATH = "/console";

  private static final Map<String, String> FILES =
      Map.of(
          PATH,
          "index.html text/html; charset=utf-8",
          PATH + "/console.js",
          "console.js text/javascript; charset=utf-8",
          PATH + "/proof.js",
          "proof.js text/javascript; charset=utf-8",
          PATH + "/console.css",
          "console.css text/css; charset=utf-8");

  private final Session session;
  private final Pages pages;

  /**
   * A console over a log.
   *
   * @param source the log's entries
   * @param index for searches, where there is one
   * @param log the log's health and proofs
   * @param random cryptographically strong, for the token
   * @param clock for the session's end
   */
  public Console(
      RecordSource source,
      Optional<RecordIndex> index,
      LogView log,
      RandomGenerator random,
      InstantSource clock) {
    this.session = new Session(Objects.requireNonNull(random, "random"), clock);
    this.pages = new Pages(source, index, log);
  }

  /** The token that opens the page once: print {@code http://127.0.0.1:PORT/console?token=...}. */
  public Optional<SecretText> token() {
    return session.token();
  }

  /** The answer to a request. */
  public Answer answer(Ask ask) {
    if (!Session.loopback(ask)) {
      return Answer.text(403, "The console answers on loopback only.\n");
    }
    if (!ask.method().equals("GET")) {
      return Answer.text(405, "The console only reads.\n").with("Allow", "GET");
    }
    Optional<String> token = ask.parameter("token");
    if (ask.path().equals(PATH) && token.isPresent()) {
      // The redirect takes the token out of the address bar and the history entry.
      return session
          .enter(token.get())
          .map(
              cookie ->
                  Answer.text(303, "")
                      .with("Location", PATH)
                      .with(
                          "Set-Cookie",
                          Session.COOKIE
                              + "="
                              + cookie.reveal()
                              + "; HttpOnly; SameSite=Strict; Path="
                              + PATH))
          .orElseGet(Console::locked);
    }
    if (!session.inside(ask)) {
      return locked();
    }
    String file = FILES.get(ask.path());
    if (file != null) {
      int space = file.indexOf(' ');
      return Answer.of(200, file.substring(space + 1), resource(file.substring(0, space)));
    }
    try {
      return pages.answer(ask).orElseGet(() -> Answer.text(404, "There is no such page.\n"));
    } catch (PortException e) {
      return Answer.text(503, "The log cannot be read: " + e.code() + ".\n");
    }
  }

  private static Answer locked() {
    return Answer.text(
        401, "Open the address that `portcullis serve --console` printed; it works once.\n");
  }

  private static byte[] resource(String name) {
    try (InputStream in = Console.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
