package dev.portcullis.local.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.log.Progress;
import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two laptops that witness each other, each witness a process of its own. */
final class MutualWitnessTest implements OperatorLog {
  @TempDir Path folder = Path.of("unset");
  private final List<Process> processes = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void eachCosignsTheOthersHeadsAndRefusesAForkOfThem() throws Exception {
    Path ann = folder.resolve("ann");
    Path bob = folder.resolve("bob");
    // Each log makes its key, each witness is told the other's, each log is told its witness.
    log(ann, "before the witnesses");
    log(bob, "before the witnesses");
    witness(ann, bob);
    witness(bob, ann);
    for (Path data : List.of(ann, bob)) {
      Path other = data.equals(ann) ? bob : ann;
      assertEquals(Progress.Publication.PROVEN, log(data, "one"));
      assertEquals(Progress.Publication.PROVEN, log(data, "two"));
      assertEquals(1, cosigned(data, other));
    }
    // A copy of Ann's laptop goes its own way: both are signed by the same key.
    Path fork = folder.resolve("fork");
    copy(ann, fork);
    assertEquals(Progress.Publication.PROVEN, log(ann, "what Ann logs"));
    assertEquals(List.of(), alarms);
    assertEquals(Progress.Publication.SIGNED, log(fork, "what the copy logs"));
    assertEquals(0, cosigned(fork, bob));
    assertTrue(alarms.get(0).startsWith("a witness has cosigned another history"), alarms.get(0));
    String evidence = run(1, "witness", "evidence", "--data", bob.toString());
    assertTrue(evidence.contains("signed another head of size 4"), evidence);
    assertEquals("", run(0, "witness", "evidence", "--data", ann.toString()));
    // Ann's own log goes on as before.
    assertEquals(Progress.Publication.PROVEN, log(ann, "and on"));
  }

  /** Makes a record durable, puts it in order and asks the witness, as {@code serve} does. */
  private Progress.Publication log(Path data, String what) {
    Place place = new Place(Map.of(), data, data, Optional.empty());
    ConfigurationFile file = ConfigurationFile.read(place, Optional.of(data), Optional.empty());
    Surroundings surroundings =
        new Surroundings(
            Surroundings.ofProcess(this).clock(),
            Surroundings.ofProcess(this).random(),
            this,
            true);
    try (Laptop laptop = Laptop.open(file.configuration(), surroundings)) {
      laptop.record(
          new KeyEvent(
              what.replace(' ', '-'),
              Instant.now(),
              KeyEvent.Use.SUBJECT,
              "s-1",
              KeyEvent.Change.values()[0]));
      return laptop.sequenceNow().publication();
    }
  }

  /** Starts {@code of}'s witness for {@code log}'s log, and tells that log of it. */
  private void witness(Path of, Path log) throws IOException {
    Path logs = Files.copy(log.resolve("log.vkey"), of.resolve("logs.txt"));
    Process process =
        process(
            "witness", "serve", "--port", "0", "--logs", logs.toString(), "--data", of.toString());
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(out.readLine());
    assertTrue(line.startsWith("portcullis: witnessing at "), line);
    String address = line.replace("portcullis: witnessing at ", "");
    String key = Files.readString(of.resolve("witness/witness.vkey")).strip();
    Files.writeString(
        log.resolve("witnesses.txt"), "witness w " + key + " " + address + "\nquorum w\n");
    Files.writeString(log.resolve("portcullis.yaml"), "audit:\n  witnesses: witnesses.txt\n");
  }

  private static long cosigned(Path data, Path by) throws IOException {
    VerifierKey key =
        VerifierKey.parse(Files.readString(by.resolve("witness/witness.vkey")).strip());
    SignedNote note = SignedNote.parse(Files.readAllBytes(data.resolve("public/checkpoint")));
    return new KeyRing(key.name(), List.of(key)).signed(note);
  }

  private String run(int code, String... arguments) throws Exception {
    Process process = process(arguments);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(code, process.waitFor(), out);
    return out;
  }

  private Process process(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("dev.portcullis.local.command.Portcullis");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(
          path -> {
            try {
              Files.copy(
                  path,
                  to.resolve(from.relativize(path)),
                  java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  @Override
  public void info(String line) {}

  @Override
  public void alarm(String line) {
    alarms.add(line);
  }
}
