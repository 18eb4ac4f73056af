package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import java.nio.charset.StandardCharsets;
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
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;

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
    return labels(secret).readable().stream()
        .filter(version -> !version.versionId().equals(VersionIds.NOTHING))
        .map(
            version ->
                new Version(
                    VersionIds.name(version.versionId()),
                    Labels.isCurrent(version),
                    version.createdDate()))
        .toList();
  }

  @Override
  public boolean stage(String secret, String version, SecretText value) {
    String id = VersionIds.checked(version);
    String text = value.reveal();
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new PortException(Code.INVALID, "stage a version of " + secret + ": over 64 KiB");
    }
    boolean first = labels(secret).versions().isEmpty();
    try {
      if (first) {
        // If we crash here, readers find no current version, as before.
        put(secret, VersionIds.NOTHING, "nothing", List.of(Labels.own(VersionIds.NOTHING)));
      }
      List<String> labels = put(secret, id, text, List.of(Labels.PENDING, Labels.own(id)));
      if (!labels.contains(Labels.own(id))) {
        // It was destroyed before, and storing the same value again does nothing.
        client.updateSecretVersionStage(label(secret, Labels.own(id)).moveToVersionId(id).build());
      }
      return true;
    } catch (ResourceExistsException e) {
      return false;
    } catch (SdkException e) {
      throw SdkFailures.write("stage a version of " + secret, e);
    }
  }

  @Override
  public boolean promote(String secret, String version, String expected) {
    String id = VersionIds.checked(version);
    String what = "promote a version of " + secret;
    Labels labels = labels(secret);
    if (labels.readable().stream().noneMatch(one -> one.versionId().equals(id))) {
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
    UpdateSecretVersionStageRequest.Builder move =
        label(secret, Labels.CURRENT).moveToVersionId(id);
    try {
      if (current.isPresent()) {
        move.removeFromVersionId(present);
        keep(secret, current.get());
      }
      // If we crash here, the former version is still the current one; after it, this one is.
      client.updateSecretVersionStage(move.build());
      return true;
    } catch (InvalidParameterException | InvalidRequestException e) {
      String winner = labels(secret).current().map(one -> one.versionId()).orElse("");
      if (winner.equals(present)) {
        throw SdkFailures.write(what, e); // Nobody was faster: something else is refused.
      }
      return winner.equals(id); // True if it was an attempt of this call whose reply was lost.
    } catch (SdkException e) {
      throw SdkFailures.write(what, e);
    }
  }

  @Override
  public void destroy(String secret, String version) {
    String id = VersionIds.checked(version);
    String what = "destroy a version of " + secret;
    Optional<SecretVersionsListEntry> found = labels(secret).find(id);
    if (found.filter(Labels::isCurrent).isPresent()) {
      throw new PortException(Code.INVALID, what + ": it is the current one");
    }
    for (String label : found.map(SecretVersionsListEntry::versionStages).orElse(List.of())) {
      try {
        // If we crash here, what is left still points to it, and destroying it again goes on.
        client.updateSecretVersionStage(label(secret, label).removeFromVersionId(id).build());
      } catch (InvalidParameterException | InvalidRequestException e) {
        if (labels(secret)
            .find(id)
            .filter(one -> one.versionStages().contains(label))
            .isPresent()) {
          throw SdkFailures.write(what, e);
        }
      } catch (SdkException e) {
        throw SdkFailures.write(what, e);
      }
    }
  }

  private List<String> put(String secret, String id, String value, List<String> labels) {
    return client
        .putSecretValue(
            PutSecretValueRequest.builder()
                .secretId(ids.apply(secret))
                .clientRequestToken(id)
                .secretString(value)
                .versionStages(labels)
                .build())
        .versionStages();
  }

  /** A version that was not staged here has no label of its own yet. */
  private void keep(String secret, SecretVersionsListEntry former) {
    String own = Labels.own(former.versionId());
    if (!former.versionStages().contains(own)) {
      // If we crash here, it has one label more than it needs.
      client.updateSecretVersionStage(
          label(secret, own).moveToVersionId(former.versionId()).build());
    }
  }

  private UpdateSecretVersionStageRequest.Builder label(String secret, String label) {
    return UpdateSecretVersionStageRequest.builder()
        .secretId(ids.apply(secret))
        .versionStage(label);
  }

  private Labels labels(String secret) {
    SecretNames.check(secret);
    return Labels.read(client, ids.apply(secret), secret);
  }
}
