package dev.portcullis.local.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of YAML that a configuration needs: sections of keys whose values are scalars or
 * lists of scalars, each with its line. Aliases, tags and a key given twice are refused, because
 * two readers could read such a text differently.
 */
final class YamlText {
  private static final int DEEPEST = 4;

  /**
   * What stands at one key.
   *
   * @param line from 1
   * @param texts the scalar, or the list's members; null for a key without a value
   * @param list true for a list
   */
  record Entry(int line, @Nullable List<String> texts, boolean list) {}

  private final String file;
  private final YAMLParser parser;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private YamlText(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** The values by their full keys, such as {@code gateway.port}, in the order of the text. */
  static Map<String, Entry> read(String file, String text) {
    YAMLFactory factory =
        YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    try (YAMLParser parser = factory.createParser(text)) {
      YamlText reader = new YamlText(file, parser);
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        reader.section("", 1);
        if (parser.nextToken() != null) {
          throw reader.wrong("one document only");
        }
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        throw reader.wrong("expected 'key: value' lines");
      }
      return reader.entries;
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the text, and a text may hold a secret by mistake.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
      throw new SetupException(
          file + ":" + line + ": " + (twice ? "this key was given before" : "this is not YAML"));
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be read");
    }
  }

  private void section(String prefix, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw wrong("nested too deep");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      int line = line();
      switch (next()) {
        case START_OBJECT -> section(key + ".", depth + 1);
        case START_ARRAY -> entries.put(key, new Entry(line, members(), true));
        case VALUE_NULL -> entries.put(key, new Entry(line, null, false));
        default -> entries.put(key, new Entry(line, List.of(parser.getText()), false));
      }
    }
  }

  private List<String> members() throws IOException {
    List<String> members = new ArrayList<>();
    while (next() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw wrong("a list holds single values");
      }
      members.add(parser.getText());
    }
    return members;
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null || parser.isCurrentAlias()) {
      throw wrong("anchors and aliases are not used here");
    }
    if (parser.getTypeId() != null) {
      throw wrong("tags are not used here");
    }
    return token;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private SetupException wrong(String what) {
    return new SetupException(file + ":" + line() + ": " + what);
  }
}
