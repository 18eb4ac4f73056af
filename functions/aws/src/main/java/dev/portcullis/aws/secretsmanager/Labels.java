package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** The versions of one secret that staging labels point to, as they were at one moment. */
record Labels(List<SecretVersionsListEntry> versions) {
  static final String CURRENT = "AWSCURRENT";
  static final String PENDING = "AWSPENDING";

  /** The label that keeps a version readable, whatever happens to AWS's own. */
  static String own(String id) {
    return "kept-" + id;
  }

  /**
   * All pages; no versions if there is no secret.
   *
   * @param name ours, for messages
   * @throws PortException as a read
   */
  static Labels read(SecretsManagerClient client, String secret, String name) {
    List<SecretVersionsListEntry> all = new ArrayList<>();
    ListSecretVersionIdsRequest request =
        ListSecretVersionIdsRequest.builder().secretId(secret).maxResults(100).build();
    try {
      for (ListSecretVersionIdsResponse page : client.listSecretVersionIdsPaginator(request)) {
        all.addAll(page.versions());
      }
      return new Labels(all);
    } catch (ResourceNotFoundException e) {
      return new Labels(List.of());
    } catch (SdkException e) {
      throw SdkFailures.read("list the versions of " + name, e);
    }
  }

  /** Those with a value: a rotation that has only begun has a label and no value yet. */
  List<SecretVersionsListEntry> readable() {
    return versions.stream()
        .filter(one -> one.versionStages().stream().anyMatch(label -> !label.equals(PENDING)))
        .toList();
  }

  Optional<SecretVersionsListEntry> find(String id) {
    return versions.stream().filter(one -> one.versionId().equals(id)).findFirst();
  }

  Optional<SecretVersionsListEntry> current() {
    return versions.stream().filter(Labels::isCurrent).findFirst();
  }

  static boolean isCurrent(SecretVersionsListEntry version) {
    return version.versionStages().contains(CURRENT);
  }
}
