package dev.portcullis.local.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.configuration.ConfiguredCredential;
import dev.portcullis.rotation.configuration.Members;
import dev.portcullis.rotation.configuration.ProviderNeeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads which credentials are rotated and how; holds no secret, only the names of secrets.
 *
 * <p>The file is YAML: a {@code deployment} and a list of {@code credentials}, each with plain
 * members. A member that is not known, missing or of another kind is refused with the credential
 * and the member, so that a misspelt span is not a default. docs/rotation.md lists them.
 */
public final class RotationFile {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private RotationFile() {}

  /**
   * The credentials of a file.
   *
   * @param text the file's text
   * @throws IllegalArgumentException naming what is wrong; never quoting a value
   */
  public static List<Credential> read(String text, ProviderNeeds needs) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException notYaml) {
      throw new IllegalArgumentException(
          "not YAML, line "
              + (notYaml.getLocation() == null ? 0 : notYaml.getLocation().getLineNr()));
    }
    only(root, "the file", Set.of("deployment", "credentials"));
    JsonNode deployment = root.path("deployment");
    JsonNode list = root.path("credentials");
    if (!deployment.isTextual() || !list.isArray()) {
      throw new IllegalArgumentException("deployment and a list of credentials are needed");
    }
    List<Credential> credentials = new ArrayList<>();
    for (JsonNode one : list) {
      Members members = members(one, credentials.size() + 1);
      credentials.add(ConfiguredCredential.of(deployment.textValue(), members, needs));
    }
    return credentials;
  }

  private static Members members(JsonNode one, int number) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!one.isObject()) {
      throw new IllegalArgumentException("credential " + number + " is no mapping");
    }
    one.properties()
        .forEach(
            member -> {
              if (!member.getValue().isValueNode() || member.getValue().isNull()) {
                throw new IllegalArgumentException(
                    "credential " + number + ": " + member.getKey() + " is no plain value");
              }
              values.put(member.getKey(), member.getValue().asText());
            });
    return new Members("credential " + values.getOrDefault("id", "" + number), values);
  }

  private static void only(JsonNode node, String where, Set<String> known) {
    Set<String> names = new HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    names.removeAll(known);
    if (!node.isObject() || !names.isEmpty()) {
      throw new IllegalArgumentException(where + " has members that are not known: " + names);
    }
  }
}
