package dev.portcullis.aws.secretsmanager;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretVersions;

/**
 * Names of versions as the service takes them: 32 to 64 characters. A shorter name of ours is
 * filled up with dots, which no name of ours has; a rotation's token is long enough as it is.
 */
final class VersionIds {
  /**
   * The version that stands where nothing is current yet: the service makes the first version of a
   * secret the current one, and a staged key would be given to readers before it was tested.
   */
  static final String NOTHING = id(SecretVersions.NONE);

  private VersionIds() {}

  /**
   * The service's id for a name of ours.
   *
   * @throws PortException INVALID if it does not follow the rule of {@link SecretVersions}
   */
  static String checked(String name) {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new PortException(Code.INVALID, "not a version's name");
    }
    return id(name);
  }

  private static String id(String name) {
    return name + ".".repeat(Math.max(0, 32 - name.length()));
  }

  /** Our name for a service's id; {@link SecretVersions#NONE} for {@link #NOTHING}. */
  static String name(String id) {
    int end = id.length();
    while (end > 0 && id.charAt(end - 1) == '.') {
      end--;
    }
    return id.substring(0, end);
  }
}
