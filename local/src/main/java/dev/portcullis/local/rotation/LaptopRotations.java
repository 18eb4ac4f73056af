package dev.portcullis.local.rotation;

import dev.portcullis.alerts.AlertWatch;
import dev.portcullis.alerts.Metrics;
import dev.portcullis.alerts.RotationFinding;
import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.store.FileSecretVersions;
import dev.portcullis.ports.PortException;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.configuration.ProviderNeeds;
import dev.portcullis.rotation.provider.http.Exchange;
import dev.portcullis.rotation.provider.http.Pause;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rotations of a data directory: {@code rotation.yaml} in it, over its stores and its log. */
public final class LaptopRotations {
  private static final String FILE = "rotation.yaml";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private LaptopRotations() {}

  /**
   * The rotations that a data directory has, if it has any; call this or {@link #desk} once a
   * process and data directory.
   *
   * @throws SetupException if there is a file and it cannot be used
   */
  public static Optional<RotationDesk> find(Laptop laptop) {
    return Files.exists(laptop.configuration().data().resolve(FILE))
        ? Optional.of(desk(laptop))
        : Optional.empty();
  }

  /**
   * What the rotate commands work on; call it once a process and data directory.
   *
   * @throws SetupException if there is no such file, or it cannot be used
   */
  public static RotationDesk desk(Laptop laptop) {
    SecureRandom random = new SecureRandom();
    Path data = laptop.configuration().data();
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    ProviderNeeds needs =
        new ProviderNeeds(
            laptop.secrets(),
            laptop.keys(),
            Optional.of(laptop.keyVerifier()),
            Optional.of(laptop.stores().published()),
            new Exchange(client, TIMEOUT, Pause.sleeping()),
            Pause.sleeping(),
            laptop.clock(),
            random);
    Rotations rotations =
        new Rotations(
            credentials(data.resolve(FILE), needs),
            laptop.secrets(),
            new FileSecretVersions(data.resolve("secrets")),
            laptop.stores().records(),
            laptop::record,
            new Alarms(laptop)::see,
            laptop.clock(),
            random);
    return new RotationDesk(rotations, laptop.clock());
  }

  private static List<Credential> credentials(Path file, ProviderNeeds needs) {
    try {
      return RotationFile.read(Files.readString(file), needs);
    } catch (NoSuchFileException absent) {
      throw new SetupException(file + ": does not exist; docs/rotation.md says what it holds");
    } catch (IOException unreadable) {
      throw new SetupException(file + ": cannot be read");
    } catch (IllegalArgumentException wrong) {
      throw new SetupException(file + ": " + wrong.getMessage());
    }
  }

  /** Turns findings into lines for the operator and alerts in the log. */
  private static final class Alarms {
    private final Laptop laptop;
    private final AlertWatch watch;

    Alarms(Laptop laptop) {
      this.laptop = laptop;
      this.watch =
          new AlertWatch(
              laptop.configuration().alerts(),
              laptop.clock(),
              new Metrics("Portcullis", "rotation", line -> {}));
    }

    synchronized void see(RotationFinding finding) {
      for (AlertRaised alert : watch.see(finding)) {
        try {
          laptop.raise(alert);
        } catch (PortException unavailable) {
          // The step that the log could not take either has failed, and says so to whoever asked.
          return;
        }
      }
    }
  }
}
