package dev.portcullis.bench.redaction;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;

/**
 * Prints the CPU milliseconds from the first touch of the engine to the end of its first redaction,
 * in a JVM that has done nothing else.
 */
final class ColdStart {
  private ColdStart() {}

  public static void main(String[] unused) {
    String text = BenchTexts.prose(1024, true);
    long from = Timing.cpu();
    Scanner scanner = new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);
    ScanResult result = scanner.scan(text);
    double millis = (Timing.cpu() - from) / 1e6;
    if (result instanceof ScanResult.Unscanned) {
      throw new IllegalStateException("the text was withheld");
    }
    System.out.println(millis);
  }
}
