package dev.portcullis.bench.call;

import com.sun.management.OperatingSystemMXBean;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.inference.GovernedCall;
import dev.portcullis.inference.Inbound;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Prints what a governed call takes without the model: {@code CallBench CHECKOUT [SECONDS]}. A 4 KB
 * prompt with personal data, every step on (key, policies, limits, redaction both ways, intent and
 * outcome made durable), in one process without HTTP; flushing on and off, 1 and 32 callers.
 */
public final class CallBench {
  private static final int PROMPT = 4_096;
  private static final int MOST_CALLS = 2_000_000;

  private CallBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    Path checkout = Path.of(arguments[0]).toAbsolutePath().normalize();
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    System.out.printf(
        "Java %s, %d processors; prompt of %d bytes; %d s each after a warm-up%n",
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        PROMPT,
        seconds);
    System.out.println(
        "flush  callers    calls/s  p50 ms  p99 ms  thread's CPU p50 ms  p99 ms  process's CPU ms/call");
    for (boolean sync : new boolean[] {false, true}) {
      for (int callers : new int[] {1, 32}) {
        run(checkout, sync, callers, seconds);
      }
    }
  }

  private static void run(Path checkout, boolean sync, int callers, int seconds)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("portcullis-bench");
    Files.writeString(data.resolve("limits.txt"), "key * requests_per_minute 1000000000\n");
    Files.writeString(data.resolve("portcullis.yaml"), "policies:\n  limits: limits.txt\n");
    Place place = new Place(Map.of(), data, data, Optional.of(checkout));
    Configuration configuration =
        ConfigurationFile.read(place, Optional.of(data), Optional.empty()).configuration();
    Surroundings surroundings =
        new Surroundings(InstantSource.system(), new SecureRandom(), OperatorLog.silent(), sync);
    InstantModel model = new InstantModel();
    try (Laptop laptop = Laptop.open(configuration, surroundings)) {
      GovernedCall call = laptop.governedCall(name -> model);
      KeyChange made =
          laptop.keys().create(KeySpec.of("bench", "acme", "bench", "bench", Set.of("developer")));
      String key = ((KeyChange.Issued) made).key().reveal();
      measure(call, key, callers, seconds);
      OperatingSystemMXBean process =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long before = process.getProcessCpuTime();
      List<Times> measured = measure(call, key, callers, seconds);
      long cpu = process.getProcessCpuTime() - before;
      long[] waited = sorted(measured, Times::elapsed);
      long[] worked = sorted(measured, Times::cpu);
      System.out.printf(
          "%-5s  %7d  %9.0f  %6.2f  %6.2f  %19.2f  %6.2f  %21.2f%n",
          sync ? "on" : "off",
          callers,
          waited.length / (double) seconds,
          part(waited, 0.5),
          part(waited, 0.99),
          part(worked, 0.5),
          part(worked, 0.99),
          cpu / 1e6 / waited.length);
    }
  }

  private static long[] sorted(List<Times> measured, Function<Times, long[]> which) {
    return measured.stream().map(which).flatMapToLong(Arrays::stream).sorted().toArray();
  }

  /** The milliseconds within which that part of the calls was done. */
  private static double part(long[] sorted, double quantile) {
    return sorted[(int) (sorted.length * quantile)] / 1e6;
  }

  /** What each call of one caller took, by the clock and of the processor, in nanoseconds. */
  private record Times(long[] elapsed, long[] cpu) {}

  private static List<Times> measure(GovernedCall call, String key, int callers, int seconds)
      throws InterruptedException {
    byte[] body = body();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Times> times = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      Thread thread =
          new Thread(() -> times.add(calls(call, key, body, end, MOST_CALLS / callers)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return times;
  }

  private static Times calls(GovernedCall call, String key, byte[] body, long end, int most) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long[] elapsed = new long[most];
    long[] cpu = new long[most];
    int count = 0;
    while (System.nanoTime() < end && count < most) {
      long start = System.nanoTime();
      long worked = thread.getCurrentThreadCpuTime();
      one(call, key, body);
      cpu[count] = thread.getCurrentThreadCpuTime() - worked;
      elapsed[count++] = System.nanoTime() - start;
    }
    return new Times(Arrays.copyOf(elapsed, count), Arrays.copyOf(cpu, count));
  }

  private static void one(GovernedCall call, String key, byte[] body) {
    Swallowed answer = new Swallowed();
    call.handle(
        new Inbound(
            new RequestHead(
                "POST",
                "/v1/chat/completions",
                Map.of("authorization", List.of("Bearer " + key)),
                Optional.of("127.0.0.1"),
                Optional.empty()),
            "",
            most -> Arrays.copyOf(body, Math.min(most, body.length))),
        answer);
    if (answer.status() != 200) {
      throw new IllegalStateException("answered with " + answer.status());
    }
  }

  private static byte[] body() {
    StringBuilder prompt = new StringBuilder();
    while (prompt.length() < PROMPT - 200) {
      prompt.append("The order of last week has not arrived and the customer asks for a refund. ");
    }
    prompt.append(
        "Write to carla.ruiz@example.org or call +1 415-555-0132 about card 4111 1111 1111 1111.");
    return ("{\"model\":\"stand-in\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\""
            + prompt
            + "\"}]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
