package dev.portcullis.local.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One policy that a link makes of a template, and where it is written.
 *
 * @param file the file's name
 * @param line the first line that names it
 * @param template the template's id
 * @param id its own id
 */
record PolicyLink(String file, int line, String template, String id) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The links of all files; what cannot be read is left out, since loading reports it. */
  static List<PolicyLink> read(Map<String, String> files) {
    List<PolicyLink> links = new ArrayList<>();
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".links.json")) {
            for (JsonNode link : tree(text)) {
              String id = link.path("newId").asText();
              int at = Math.max(0, text.indexOf("\"" + id + "\""));
              int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
              links.add(new PolicyLink(name, line, link.path("templateId").asText(), id));
            }
          }
        });
    return links;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      return JSON.createArrayNode();
    }
  }

  /** The ids of the templates that links use. */
  static Set<String> templates(Map<String, String> files) {
    Set<String> templates = new HashSet<>();
    read(files).forEach(link -> templates.add(link.template()));
    return templates;
  }
}
