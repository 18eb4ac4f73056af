package dev.portcullis.local.trial;

import dev.portcullis.local.terminal.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** Two texts next to each other, wrapped to a width, with values and placeholders in colour. */
final class SideBySide {
  private static final int NARROWEST = 30;
  private static final String BAR = " │ ";
  private static final Pattern MARK =
      Pattern.compile("\\[[A-Z][A-Z0-9_]*(?:_[0-9]+_[a-z0-9]{4})?\\]");

  private final int column;
  private final Ansi ansi;

  SideBySide(int width, Ansi ansi) {
    this.column = Math.max(NARROWEST, (width - BAR.length()) / 2);
    this.ansi = ansi;
  }

  /** The lines of both, with their headings. */
  List<String> of(String left, String leftText, String right, String rightText) {
    List<String> lines = new ArrayList<>();
    lines.add(bold(pad(left)) + BAR + bold(right));
    lines.add("─".repeat(column) + "─┼─" + "─".repeat(column));
    List<String> one = wrapped(PlainText.of(leftText));
    List<String> other = wrapped(PlainText.of(rightText));
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String first = i < one.size() ? one.get(i) : "";
      String second = i < other.size() ? other.get(i) : "";
      lines.add(
          marked(first) + " ".repeat(Math.max(0, column - first.length())) + BAR + marked(second));
    }
    return lines;
  }

  private String pad(String text) {
    return text + " ".repeat(Math.max(0, column - text.length()));
  }

  private String bold(String text) {
    return ansi.string("@|bold " + text + "|@");
  }

  /** Breaks at spaces where there are some, and never inside a placeholder that fits a line. */
  private List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("(?<=[ ,{])", -1)) {
      if (line.length() + word.stripTrailing().length() > column && line.length() > 0) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(word);
      while (line.length() > column) {
        lines.add(line.substring(0, column));
        line.delete(0, column);
      }
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  private String marked(String line) {
    if (!ansi.enabled()) {
      return line;
    }
    Matcher mark = MARK.matcher(line);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (mark.find()) {
      boolean placeholder = mark.group().matches(".*_[a-z0-9]{4}\\]");
      out.append(line, at, mark.start())
          .append(placeholder ? "\u001b[32m" : "\u001b[31m")
          .append(mark.group())
          .append("\u001b[0m");
      at = mark.end();
    }
    return out.append(line, at, line.length()).toString();
  }
}
