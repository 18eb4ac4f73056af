package dev.portcullis.local.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where things are looked for when nobody says: the environment of one process, passed in so that a
 * test has its own.
 *
 * @param environment the environment variables; {@code PORTCULLIS_DATA} and {@code
 *     PORTCULLIS_CONFIG} are read
 * @param userHome the user's home directory
 * @param working the working directory; relative paths on the command line start here
 * @param checkout the checkout's root as the launcher knows it; empty if unknown
 */
public record Place(
    Map<String, String> environment, Path userHome, Path working, Optional<Path> checkout) {
  private static final String SCHEMA = "infra/policies/portcullis.cedarschema";

  public Place {
    environment = Map.copyOf(environment);
    Objects.requireNonNull(userHome, "userHome");
    Objects.requireNonNull(working, "working");
    Objects.requireNonNull(checkout, "checkout");
  }

  /** The place of this process; the launcher names the checkout as {@code portcullis.checkout}. */
  public static Place ofProcess() {
    return new Place(
        System.getenv(),
        Path.of(System.getProperty("user.home", ".")),
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getProperty("portcullis.checkout")).map(Path::of));
  }

  Path absolute(Path given) {
    return working.resolve(given).normalize();
  }

  Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isEmpty()).map(Path::of);
  }

  /** The checkout's policies: the launcher's, or those of a checkout that this place is within. */
  Path policies() {
    if (checkout.isPresent()) {
      return checkout.get().resolve("infra/policies");
    }
    for (Path at = working; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(SCHEMA))) {
        return at.resolve("infra/policies");
      }
    }
    return working.resolve("infra/policies");
  }
}
