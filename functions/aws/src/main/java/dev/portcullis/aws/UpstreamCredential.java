package dev.portcullis.aws;

import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.rotation.configuration.Members;
import dev.portcullis.rotation.consumer.RotatedSecret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The model provider's credential as a function holds it: never so long that its rotation, by the
 * file that the rotation goes by, may have stopped it before a request that carries it is answered.
 */
final class UpstreamCredential {
  /** What a rotation's usual spans leave by far. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private static final Duration REFRESH = Duration.ofMinutes(2);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private UpstreamCredential() {}

  /**
   * The credential, not read yet.
   *
   * @throws MisconfiguredException if a request could outlive the credential it carries
   */
  static RotatedSecret of(Environment environment, SecretStore secrets, InstantSource clock) {
    // A provider takes or refuses a credential before its answer begins, and that is waited for so
    // long and no longer.
    Duration left = cacheAge(environment).minus(environment.modelTimeout());
    if (left.compareTo(SHORTEST) < 0) {
      throw new MisconfiguredException(
          "policies/"
              + RotatedCredentials.FILE
              + ": cache-age must be longer than PORTCULLIS_MODEL_TIMEOUT_SECONDS");
    }
    Duration oldest = left.compareTo(OLDEST) < 0 ? left : OLDEST;
    Duration half = oldest.dividedBy(2);
    return new RotatedSecret(
        secrets, Environment.MODEL, half.compareTo(REFRESH) < 0 ? half : REFRESH, oldest, clock);
  }

  private static Duration cacheAge(Environment environment) {
    String file = new PolicyPackage(environment).text(RotatedCredentials.FILE).orElse("{}");
    try {
      Map<String, String> members = Fields.parse(file).strings();
      return new Members(RotatedCredentials.FILE, members).cacheAge();
    } catch (BadEventException | IllegalArgumentException wrong) {
      throw new MisconfiguredException(
          "policies/" + RotatedCredentials.FILE + ": " + wrong.getMessage());
    }
  }
}
