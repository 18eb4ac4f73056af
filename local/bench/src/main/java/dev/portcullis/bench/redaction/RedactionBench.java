package dev.portcullis.bench.redaction;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.ScanStream;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prints what redaction costs, beside Hyperscan, RE2/J and the JDK in the same run: {@code
 * RedactionBench [engines] [stream] [families] [cold]}, all of them without an argument.
 */
public final class RedactionBench {
  private static final int KIB = 1024;
  private static final int SMALL_STACK = 256 * KIB;
  private static final int CHUNK = 16;

  private RedactionBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Set<String> parts =
        arguments.length == 0
            ? Set.of("engines", "stream", "families", "cold")
            : Arrays.stream(arguments).collect(Collectors.toSet());
    System.out.printf(
        "Java %s, %d processors, CPU time of one thread%n",
        System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
    if (parts.contains("engines")) {
      engines();
    }
    if (parts.contains("stream")) {
      stream();
    }
    if (parts.contains("families")) {
      // A stack of 256 KB: an engine that recursed by length would end here.
      Thread small = new Thread(null, RedactionBench::families, "families", SMALL_STACK);
      small.start();
      small.join();
    }
    if (parts.contains("cold")) {
      cold();
    }
  }

  private static Scanner scanner(Profile profile) {
    return new Scanner(DetectorSet.of(profile), Budget.DEFAULT);
  }

  private static void engines() {
    List<String> patterns = FifteenTypes.patterns();
    Map<String, Engine> engines = new LinkedHashMap<>();
    engines.put("own, default", Engine.own(scanner(Profile.DEFAULT)));
    engines.put("own, strict", Engine.own(scanner(Profile.STRICT)));
    engines.put("own, secrets", Engine.own(scanner(Profile.SECRETS)));
    engines.put("own, 15 types", Engine.own(new Scanner(FifteenTypes.detectors(), Budget.DEFAULT)));
    engines.put("Hyperscan, 15 types", Engine.hyperscan(patterns));
    engines.put("RE2/J, 15 types", Engine.re2j(patterns));
    engines.put("JDK, 15 types", Engine.jdk(patterns));
    String small = BenchTexts.prose(KIB, true);
    String dense = BenchTexts.prose(100 * KIB, true);
    String clean = BenchTexts.prose(100 * KIB, false);
    System.out.println("engine               1 KB us  B/KB  found  100 KB dense MB/s  clean MB/s");
    engines.forEach(
        (name, engine) -> {
          Timing first = Timing.of(() -> engine.count(small));
          System.out.printf(
              "%-20s %7.1f %5.0f %6d %18.1f %11.1f%n",
              name,
              first.micros(),
              first.bytes(),
              engine.count(small),
              rate(engine, dense),
              rate(engine, clean));
        });
  }

  private static double rate(Engine engine, String text) {
    return text.length() / Timing.of(() -> engine.count(text)).micros();
  }

  private static void stream() {
    Scanner scanner = scanner(Profile.DEFAULT);
    String text = BenchTexts.prose(64 * KIB, true);
    int chunks = text.length() / CHUNK;
    Timing timing =
        Timing.of(
            () -> {
              ScanStream stream = scanner.stream();
              for (int at = 0; at < text.length(); at += CHUNK) {
                stream.push(text.substring(at, at + CHUNK));
              }
              stream.finish();
              return chunks;
            });
    int[] held = new int[chunks];
    ScanStream stream = scanner.stream();
    for (int i = 0; i < chunks; i++) {
      int end = (i + 1) * CHUNK;
      if (stream.push(text.substring(i * CHUNK, end)) instanceof ScanStream.Step.Advanced step) {
        held[i] = end - step.settledTo();
      }
    }
    Arrays.sort(held);
    System.out.printf(
        "stream, chunks of %d: %.2f us a chunk; held p50 %d, p99 %d, most %d characters%n",
        CHUNK,
        timing.micros() / chunks,
        held[chunks / 2],
        held[chunks * 99 / 100],
        held[chunks - 1]);
  }

  private static void families() {
    Scanner scanner = scanner(Profile.STRICT);
    Engine engine = Engine.own(scanner);
    System.out.println("family           512 KB ms  1 MB ms  ratio  outcome");
    double worst = 0;
    double steepest = 0;
    for (Map.Entry<String, String> family : BenchTexts.families().entrySet()) {
      String half = BenchTexts.repeated(family.getValue(), 512 * KIB);
      String whole = BenchTexts.repeated(family.getValue(), KIB * KIB);
      Timing.leastMillis(3, () -> engine.count(whole));
      double first = Timing.leastMillis(5, () -> engine.count(half));
      double second = Timing.leastMillis(5, () -> engine.count(whole));
      worst = Math.max(worst, second);
      steepest = Math.max(steepest, second / first);
      System.out.printf(
          "%-16s %9.1f %8.1f %6.2f  %s%n",
          family.getKey(),
          first,
          second,
          second / first,
          scanner.scan(whole) instanceof ScanResult.Unscanned withheld
              ? withheld.reason()
              : "examined");
    }
    System.out.printf("worst            %18.1f %6.2f%n", worst, steepest);
  }

  private static void cold() throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ColdStart.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the fresh JVM failed");
      }
      millis.add(Double.parseDouble(printed.strip()));
    }
    millis.sort(null);
    System.out.printf(
        "first redaction in a fresh JVM: median %.0f ms CPU, least %.0f ms%n",
        millis.get(3), millis.get(0));
  }
}
