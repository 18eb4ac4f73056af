package dev.portcullis.local.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes at one data directory, for real: each is a JVM of its own. */
final class TwoProcessesTest {
  private static final int PROCESSES = 3;

  @TempDir Path folder = Path.of("unset");

  /** Opens a laptop when told to, writes a record, and says which keys it has. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      in.readLine();
      LaptopHome home = LaptopHome.again(Path.of(arguments[0]));
      try (Laptop laptop = home.open()) {
        laptop.record(LaptopTest.event("of-" + arguments[1]));
        laptop.sequenceNow();
        System.out.println(
            laptop.logKeys().origin()
                + " "
                + laptop
                    .secrets()
                    .read(FirstOpen.PEPPER)
                    .orElseThrow()
                    .value()
                    .reveal()
                    .hashCode());
      }
      System.out.println("done");
      if (arguments[1].equals("server")) {
        ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
        Laptop laptop = home.open();
        laptop.start(background, Runnable::run);
        System.out.println("serving");
        in.readLine();
      }
    }
  }

  @Test
  void processesThatOpenAtOnceMakeOneLaptop() throws Exception {
    LaptopHome home = new LaptopHome(folder);
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(child(Integer.toString(i)));
      outputs.add(output(processes.get(i)));
      assertEquals("ready", outputs.get(i).readLine());
    }
    for (Process process : processes) {
      Writer go = new java.io.OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
      go.write("go\n");
      go.flush();
    }
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < PROCESSES; i++) {
      keys.add(outputs.get(i).readLine());
      assertEquals("done", outputs.get(i).readLine());
      assertEquals(0, processes.get(i).waitFor());
    }
    assertEquals(1, keys.size(), keys.toString());
    try (Laptop laptop = home.open()) {
      assertEquals(PROCESSES, laptop.sequenceNow().size());
      assertEquals(
          List.of(),
          new LogVerifier(laptop.logKeys(), AuditTrail.LEAST_RETENTION, new Random(1))
              .verify(LogView.of(laptop.stores().worm(), laptop.stores().published()), (c, e) -> {})
              .faults());
    }
  }

  @Test
  void aServerThatWasKilledHoldsNothing() throws Exception {
    LaptopHome home = new LaptopHome(folder);
    Process server = child("server");
    BufferedReader output = output(server);
    Writer go = new java.io.OutputStreamWriter(server.getOutputStream(), StandardCharsets.UTF_8);
    go.write("go\n");
    go.flush();
    String line = output.readLine();
    while (!"serving".equals(line)) {
      line = output.readLine();
    }
    ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    try (Laptop laptop = home.open()) {
      Exception held =
          org.junit.jupiter.api.Assertions.assertThrows(
              Exception.class, () -> laptop.start(background, Runnable::run));
      assertTrue(held.getMessage().contains("process " + server.pid() + " "), held.getMessage());
      server.destroyForcibly().waitFor();
      laptop.start(background, Runnable::run);
    } finally {
      background.shutdownNow();
    }
  }

  private Process child(String name) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            folder.toString(),
            name)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
