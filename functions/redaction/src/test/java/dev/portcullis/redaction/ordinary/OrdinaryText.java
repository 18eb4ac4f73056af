package dev.portcullis.redaction.ordinary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Prose, code and logs without anybody's data in them, made by seed from the lines and words of
 * {@code ordinary.txt}. Dates, addresses of machines and links are in them, and are labelled.
 */
public final class OrdinaryText {
  /** What is in a text and should be found: a date, an address of a machine, a link. */
  public record Label(String type, int start, int end) {}

  /** One text of a kind such as {@code log}. */
  public record Sample(String kind, String text, List<Label> labels) {}

  private final Map<String, List<String>> kinds = new LinkedHashMap<>();
  private final Map<String, List<String>> words = new LinkedHashMap<>();
  private final Random random;
  private final Values values;

  /** The same texts for the same seed. */
  public OrdinaryText(long seed) {
    this.random = new Random(seed);
    this.values = new Values(random);
    read();
  }

  /** Texts of about 4,000 characters, each kind in turn, of this many characters together. */
  public List<Sample> samples(int characters) {
    List<Sample> samples = new ArrayList<>();
    List<String> names = new ArrayList<>(kinds.keySet());
    int made = 0;
    while (made < characters) {
      Sample sample = sample(names.get(samples.size() % names.size()), 4_000);
      samples.add(sample);
      made += sample.text().length();
    }
    return samples;
  }

  private Sample sample(String kind, int length) {
    StringBuilder text = new StringBuilder();
    List<Label> labels = new ArrayList<>();
    List<String> lines = kinds.get(kind);
    while (text.length() < length) {
      fill(lines.get(random.nextInt(lines.size())), text, labels);
      boolean sentence = kind.equals("prose") && random.nextInt(5) > 0;
      text.append(sentence ? ' ' : '\n');
    }
    return new Sample(kind, text.toString(), labels);
  }

  /** Puts a word or a value in the place of each {@code {name}} of a line. */
  private void fill(String line, StringBuilder text, List<Label> labels) {
    int at = 0;
    while (at < line.length()) {
      int open = line.indexOf('{', at);
      int close = open < 0 ? -1 : line.indexOf('}', open);
      String name = close < 0 ? "" : line.substring(open + 1, close);
      if (close < 0 || !name.matches("[A-Za-z0-9]+")) {
        int end = open < 0 ? line.length() : open + 1;
        text.append(line, at, end);
        at = end;
        continue;
      }
      text.append(line, at, open);
      int start = text.length();
      text.append(value(name));
      if (Values.LABELS.containsKey(name)) {
        labels.add(new Label(Values.LABELS.get(name), start, text.length()));
      }
      at = close + 1;
    }
  }

  private String value(String name) {
    boolean capital = Character.isUpperCase(name.charAt(0));
    List<String> list =
        words.get(name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1));
    if (list == null) {
      return values.of(name);
    }
    String word = list.get(random.nextInt(list.size()));
    return capital ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
  }

  /** Sections: {@code [kind name]} with lines, {@code [words name]} with words in lines. */
  private void read() {
    List<String> into = new ArrayList<>();
    boolean list = false;
    for (String line : resource().split("\n", -1)) {
      if (line.startsWith("[words ")) {
        list = true;
        into = new ArrayList<>();
        words.put(line.substring(7, line.length() - 1), into);
      } else if (line.startsWith("[kind ")) {
        list = false;
        into = new ArrayList<>();
        kinds.put(line.substring(6, line.length() - 1), into);
      } else if (!line.isBlank()) {
        into.addAll(list ? List.of(line.strip().split("\\s*,\\s*", -1)) : List.of(line));
      }
    }
  }

  private static String resource() {
    try (InputStream in = OrdinaryText.class.getResourceAsStream("ordinary.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
