package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.ProviderKey;
import dev.portcullis.rotation.provider.ReadableProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The API keys of a Google Cloud project, restricted to one service, by the API Keys API.
 *
 * <p>Written from "projects.locations.keys" v2
 * (https://docs.cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys): create
 * and delete are long-running operations, the key's id is ours to choose, the key string can be
 * read again, and a deleted key stops working at once and can be undeleted for 30 days, in which
 * its id is taken.
 */
public final class GoogleApiKeys implements ReadableProvider {
  private static final String LABEL = "portcullis-label";
  private static final int POLLS = 20;
  private static final int PAGE = 300;

  private final JsonApi api;
  private final Pause pause;
  private final String keys;
  private final String service;

  /**
   * The keys of a project.
   *
   * @param base {@code https://apikeys.googleapis.com/v2}
   * @param token an access token of an identity with the role API Keys Admin
   * @param project the project's id
   * @param service the one service that the keys are good for, for example {@code
   *     generativelanguage.googleapis.com}
   * @param pause waits between two looks at an operation
   */
  public GoogleApiKeys(
      Exchange exchange,
      URI base,
      Supplier<SecretText> token,
      String project,
      String service,
      Pause pause) {
    this.api =
        new JsonApi(
            exchange,
            base,
            request -> request.header("authorization", "Bearer " + token.get().reveal()));
    this.pause = pause;
    this.keys = "/projects/" + JsonApi.part(project) + "/locations/global/keys";
    this.service = service;
  }

  @Override
  public List<ProviderKey> list() {
    List<ProviderKey> found = new ArrayList<>();
    String token = "";
    while (true) {
      Json page = api.get(keys + "?pageSize=" + PAGE + token, "list the keys of a project");
      for (Json key : page.objects("keys")) {
        String name = key.text("name");
        String label = key.findObject("annotations").flatMap(notes -> notes.find(LABEL)).orElse("");
        found.add(
            new ProviderKey(
                name.substring(name.lastIndexOf('/') + 1),
                label,
                key.time("createTime"),
                Optional.empty()));
      }
      Optional<String> next = page.find("nextPageToken");
      if (next.isEmpty()) {
        return found;
      }
      token = "&pageToken=" + JsonApi.part(next.get());
    }
  }

  @Override
  public String create(String label) {
    String id = id(label);
    Map<String, Object> body =
        Map.of(
            "displayName",
            id,
            "annotations",
            Map.of(LABEL, label),
            "restrictions",
            Map.of("apiTargets", List.of(Map.of("service", service))));
    String what = "make a key at Google";
    Exchange.Answer answer = api.posted(keys + "?keyId=" + id, body, what);
    if (answer.status() != 409) {
      finish(JsonApi.object(answer, what), what);
    }
    // ALREADY_EXISTS: an earlier call with this label made it.
    return id;
  }

  @Override
  public SecretText read(String id) {
    Json answer = api.get(keys + "/" + JsonApi.part(id) + "/keyString", "read a key at Google");
    return SecretText.of("Google API key", answer.text("keyString"));
  }

  @Override
  public void revoke(String id) {
    String what = "delete a key at Google";
    api.delete(keys + "/" + JsonApi.part(id), what).ifPresent(operation -> finish(operation, what));
  }

  private void finish(Json started, String what) {
    Json operation = started;
    Duration wait = Duration.ofMillis(250);
    for (int i = 0; !operation.flag("done"); i++) {
      if (i == POLLS) {
        throw new PortException(Code.TIMEOUT, what + ": the operation is not done");
      }
      try {
        pause.forSpan(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PortException(Code.INTERRUPTED, what);
      }
      operation = api.get("/" + operation.text("name"), what);
    }
    if (operation.findObject("error").isPresent()) {
      throw new PortException(Code.INVALID, what + ": the operation failed");
    }
  }

  /** An id of at most 63 characters of [a-z0-9-] that follows from the label. */
  private static String id(String label) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
      return "portcullis-" + HexFormat.of().formatHex(digest, 0, 20);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
