package dev.portcullis.local.audit;

import dev.portcullis.audit.verify.DirectoryLogView;
import dev.portcullis.audit.verify.HttpLogView;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.local.laptop.LogFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A log that a command was pointed at.
 *
 * @param view its objects
 * @param place where they are on this machine; empty if they are elsewhere
 */
record OpenLog(LogView view, Optional<LogFiles> place) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** True if a target is an address and not a directory. */
  static boolean isAddress(String target) {
    return target.startsWith("https://") || target.startsWith("http://");
  }

  /** The log in a directory; nothing is written there. */
  static OpenLog directory(Path directory) {
    LogFiles place = LogFiles.in(directory);
    return new OpenLog(new DirectoryLogView(place.worm(), place.published()), Optional.of(place));
  }

  /**
   * The log below an address: a bare one, or a data directory as it is.
   *
   * @throws IllegalArgumentException if it is not an address
   */
  static OpenLog address(String address) {
    URI root = URI.create(address.endsWith("/") ? address : address + "/");
    HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    LogView whole = new HttpLogView(http, root, root.resolve("public/"));
    boolean bare = whole.published("checkpoint").isEmpty();
    return new OpenLog(
        bare
            ? new HttpLogView(http, root)
            : new HttpLogView(http, root.resolve("worm/"), root.resolve("public/")),
        Optional.empty());
  }
}
