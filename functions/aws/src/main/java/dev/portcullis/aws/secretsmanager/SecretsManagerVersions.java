package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Writes versions of secrets in AWS Secrets Manager; a version lives as long as a staging label of
 * its own points to it, and is current while {@code AWSCURRENT} does.
 *
 * <p>The secret itself is made by whoever deploys, with its key and its policy: one that is not
 * there is MISSING for {@link #stage}. A version is staged under the rotation's token as the
 * service's idempotency token, with {@code AWSPENDING}, which the service's own rotation looks for,
 * and with its own label, so that it stays readable when both of AWS's labels have moved on. A
 * secret has at most 20 labels, so about 17 versions at once; one more is THROTTLED. API:
 * ListSecretVersionIds, PutSecretValue, UpdateSecretVersionStage (2017-10-17).
 */
public final class SecretsManagerVersions implements SecretVersions {
  private static final int MOST_BYTES = 65_536;

  private final SecretsManagerClient client;
  private final UnaryOperator<String> ids;

  /**
   * The secrets of one client's account and region.
   *
   * @param client closed by whoever made it
   * @param ids the service's id, best an ARN, of a secret by our name of it
   */
  public SecretsManagerVersions(SecretsManagerClient client, UnaryOperator<String> ids) {
    this.client = client;
    this.ids = ids;
  }

  @Override
  public List<Version> versions(String secret) {
    Labels labels = labels(secret);
    try {
      return labels.living().stream()
          .filter(version -> !version.versionId().equals(VersionIds.NOTHING))
          .map(
              version ->
                  new Version(
                      VersionIds.name(version.versionId()),
                      Labels.isCurrent(version),
                      version.createdDate()))
          .toList();
    } catch (SdkException e) {
      throw SdkFailures.read("list the versions of " + secret, e);
    }
  }

  @Override
  public boolean stage(String secret, String version, SecretText value) {
    String id = VersionIds.checked(version);
    Labels labels = labels(secret);
    String text = value.reveal();
    if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new PortException(Code.INVALID, "stage a version of " + secret + ": over 64 KiB");
    }
    try {
      if (labels.none()) {
        // If we crash here, readers find no current version, as before.
        put(labels, VersionIds.NOTHING, "nothing", List.of(Labels.own(VersionIds.NOTHING)));
      }
      List<String> now = put(labels, id, text, List.of(Labels.PENDING, Labels.own(id)));
      if (!now.contains(Labels.own(id))) {
        labels.add(id, Labels.own(id)); // It was destroyed before, and a put of it does nothing.
      }
      return true;
    } catch (ResourceExistsException e) {
      return false;
    } catch (SdkException e) {
      throw SdkFailures.write("stage a version of " + secret, e);
    }
  }

  private List<String> put(Labels labels, String id, String value, List<String> stages) {
    return client
        .putSecretValue(
            PutSecretValueRequest.builder()
                .secretId(labels.secret())
                .clientRequestToken(id)
                .secretString(value)
                .versionStages(stages)
                .build())
        .versionStages();
  }

  @Override
  public boolean promote(String secret, String version, String expected) {
    String id = VersionIds.checked(version);
    Labels labels = labels(secret);
    String what = "promote a version of " + secret;
    try {
      if (labels.living(id).isEmpty()) {
        throw new PortException(Code.MISSING, what);
      }
      Optional<SecretVersionsListEntry> current = labels.current();
      String present = current.map(SecretVersionsListEntry::versionId).orElse(VersionIds.NOTHING);
      if (present.equals(id)) {
        return true;
      }
      if (!VersionIds.name(present).equals(expected)) {
        return false;
      }
      if (current.isPresent() && !current.get().versionStages().contains(Labels.own(present))) {
        // If we crash here, a version has one label more than it needs.
        labels.add(present, Labels.own(present));
      }
      try {
        // If we crash here, the former version is still the current one, or this one is.
        labels.move(Labels.CURRENT, id, current.map(SecretVersionsListEntry::versionId));
        return true;
      } catch (InvalidParameterException | InvalidRequestException moved) {
        String winner = labels.currentId();
        if (winner.equals(present)) {
          throw moved; // Nobody was faster, so the service refuses something else.
        }
        // The winner may be an attempt of this call whose reply was lost.
        return winner.equals(id);
      }
    } catch (SdkException e) {
      throw SdkFailures.write(what, e);
    }
  }

  @Override
  public void destroy(String secret, String version) {
    String id = VersionIds.checked(version);
    Labels labels = labels(secret);
    String what = "destroy a version of " + secret;
    try {
      for (SecretVersionsListEntry found : labels.living(id).stream().toList()) {
        if (Labels.isCurrent(found)) {
          throw new PortException(Code.INVALID, what + ": it is the current one");
        }
        for (String label : found.versionStages()) {
          // If we crash here, the version is readable by what is left, and destroyed again.
          labels.remove(label, id);
        }
      }
    } catch (SdkException e) {
      throw SdkFailures.write(what, e);
    }
  }

  private Labels labels(String secret) {
    SecretNames.check(secret);
    return new Labels(client, ids.apply(secret));
  }
}
