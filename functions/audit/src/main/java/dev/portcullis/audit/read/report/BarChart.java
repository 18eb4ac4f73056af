package dev.portcullis.audit.read.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bar charts as inline SVG without script or style attributes, readable as a table beside them. */
final class BarChart {
  private static final int WIDTH = 420;
  private static final int PLOT = 150;
  private static final int LEFT = 40;

  private BarChart() {}

  /**
   * One column of a chart.
   *
   * @param label under the column
   * @param parts the values, bottom to top, as many as there are series
   */
  record Column(String label, List<Long> parts) {
    long sum() {
      return parts.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Stacked columns over time; {@code series} name and colour the parts (class s0, s1, s2). */
  static String columns(String id, String title, List<String> series, List<Column> columns) {
    long top = nice(columns.stream().mapToLong(Column::sum).max().orElse(0));
    StringBuilder svg = open(id, title, PLOT + 40);
    for (int i = 0; i <= 2; i++) {
      int y = 10 + PLOT - PLOT * i / 2;
      svg.append(line(LEFT, y)).append(text(LEFT - 5, y + 4, "end", scale(top * i / 2)));
    }
    double step = (WIDTH - LEFT - 6.0) / Math.max(1, columns.size());
    double width = Math.min(28, Math.max(1, step - 2));
    int every = Math.max(1, (columns.size() + 6) / 7);
    for (int i = 0; i < columns.size(); i++) {
      double x = LEFT + 3 + step * i + (step - width) / 2;
      double y = 10 + PLOT;
      for (int part = 0; part < series.size(); part++) {
        long value = columns.get(i).parts().get(part);
        double height = value == 0 ? 0 : Math.max(1, (double) PLOT * value / top);
        y -= height;
        String tip = columns.get(i).label() + ": " + Markup.number(value) + " " + series.get(part);
        if (value > 0) {
          svg.append(bar(part, x, y, width, Math.max(1, height - 1), tip));
        }
      }
      if (i % every == 0) {
        String label = columns.get(i).label();
        svg.append(
            text(x + width / 2, PLOT + 26, "middle", label.substring(Math.min(5, label.length()))));
      }
    }
    return svg.append("</svg>").toString();
  }

  /** Horizontal bars, largest first, at most twelve. */
  static String bars(String id, String title, Map<String, Figure> figures) {
    List<Map.Entry<String, Figure>> largest =
        figures.entrySet().stream()
            .sorted((a, b) -> Long.compare(b.getValue().value(), a.getValue().value()))
            .limit(12)
            .toList();
    long top = largest.isEmpty() ? 1 : Math.max(1, largest.get(0).getValue().value());
    StringBuilder svg = open(id, title, 10 + 24 * Math.max(1, largest.size()));
    int label = 150;
    for (int i = 0; i < largest.size(); i++) {
      long value = largest.get(i).getValue().value();
      String name = largest.get(i).getKey();
      double width = Math.max(1, (WIDTH - label - 60.0) * value / top);
      int y = 6 + 24 * i;
      svg.append(
              text(
                  label - 6,
                  y + 13,
                  "end",
                  name.length() > 22 ? name.substring(0, 21) + "…" : name))
          .append(bar(0, label, y, width, 17, name + ": " + Markup.number(value)))
          .append(text(label + width + 5, y + 13, "start", Markup.number(value)));
    }
    return svg.append("</svg>").toString();
  }

  /** The next of 2, 4, 10, 20, 40, 100 and so on, so that the half is a whole number too. */
  static long nice(long value) {
    for (long unit = 2; ; unit *= 10) {
      for (long top : new long[] {unit, unit * 2, unit * 5}) {
        if (top >= value || top > Long.MAX_VALUE / 100) {
          return top;
        }
      }
    }
  }

  /** A number short enough for the axis. */
  private static String scale(long value) {
    return value >= 1_000_000
        ? value / 1_000_000
            + (value % 1_000_000 >= 100_000 ? "." + value % 1_000_000 / 100_000 : "")
            + "M"
        : value >= 10_000 ? value / 1_000 + "k" : Markup.number(value);
  }

  private static StringBuilder open(String id, String title, int height) {
    return new StringBuilder("<svg role=\"img\" aria-labelledby=\"")
        .append(id)
        .append("\" viewBox=\"0 0 ")
        .append(WIDTH)
        .append(' ')
        .append(height)
        .append("\"><title id=\"")
        .append(id)
        .append("\">")
        .append(Markup.escape(title))
        .append("</title>");
  }

  private static String line(int x, int y) {
    return "<line class=\"grid\" x1=\""
        + x
        + "\" x2=\""
        + (WIDTH - 2)
        + "\" y1=\""
        + y
        + "\" y2=\""
        + y
        + "\"/>";
  }

  private static String bar(
      int series, double x, double y, double width, double height, String tip) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"><title>%s</title></rect>",
        series,
        x,
        y,
        width,
        height,
        Markup.escape(tip));
  }

  private static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Markup.escape(text));
  }
}
