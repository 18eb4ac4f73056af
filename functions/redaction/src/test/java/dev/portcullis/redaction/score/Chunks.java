package dev.portcullis.redaction.score;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.session.ReplyFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts every text of the corpora in every way of {@link Cuttings}, as the scanner's stream, as a
 * reply's text and as a tool call's arguments, and prints what it compared.
 */
public final class Chunks {
  /** Of a longer text, only the first so many places are cut at one by one. */
  private static final int EVERY_PLACE_TO = 4_000;

  private static final long SEED = 20_261_126;

  private Chunks() {}

  /** Arguments: the folder of the corpora. Fails at the first difference. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, Profile> files = new LinkedHashMap<>();
    files.put("presidio", Profile.STRICT);
    files.put("presidio_synth", Profile.DEFAULT);
    files.put("evasion", Profile.DEFAULT);
    files.put("gitleaks", Profile.SECRETS);
    for (Map.Entry<String, Profile> file : files.entrySet()) {
      Scanner own = new Scanner(DetectorSet.of(file.getValue()), Budget.DEFAULT);
      Scanner usual = new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);
      Map<String, Delivery> deliveries = new LinkedHashMap<>();
      deliveries.put("stream", Delivery.stream(own));
      deliveries.put("text", Delivery.filter(usual, ReplyFilter.Form.TEXT));
      deliveries.put("arguments", Delivery.filter(usual, ReplyFilter.Form.JSON_FRAGMENT));
      for (Map.Entry<String, Delivery> delivery : deliveries.entrySet()) {
        run(folder, file.getKey(), delivery.getKey(), delivery.getValue());
      }
    }
  }

  private static void run(Path folder, String file, String form, Delivery delivery)
      throws IOException {
    Cuttings cuttings = new Cuttings(EVERY_PLACE_TO, SEED);
    for (Map<String, Object> row : Corpus.read(folder.resolve(file + ".jsonl.gz"))) {
      String text = (String) row.get("text");
      String name = file + " " + row.get("id") + " as " + form;
      cuttings.check(name, delivery, form.equals("arguments") ? arguments(text) : text);
    }
    System.out.printf(
        "chunks: %-14s as %-9s %d texts, %d cuttings (%d once inside a surrogate pair, %d once"
            + " inside an escape), %d texts cut at their first %d places only: byte-identical%n",
        file,
        form,
        cuttings.texts,
        cuttings.cuttings,
        cuttings.insidePairs,
        cuttings.insideEscapes,
        cuttings.cutShort,
        EVERY_PLACE_TO);
  }

  /** The text as JSON arguments, every character that is not plain ASCII as an escape. */
  static String arguments(String text) {
    StringBuilder json = new StringBuilder("{\"q\":\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        default -> {
          if (c >= ' ' && c < 127) {
            json.append(c);
          } else {
            json.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return json.append("\"}").toString();
  }
}
