package dev.portcullis.local.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.ports.SecretText;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that make a key and are killed at each of their writes, as {@code kill -9} does. */
final class KilledKeyMakingTest {
  @TempDir private Path folder;

  @Test
  void aKeyThatIsAcceptedIsInTheLogWhereverItsMakerWasKilled() throws Exception {
    LaptopHome home = new LaptopHome(folder);
    home.open().close();
    int killed = 0;
    while (killed(killed / 2, killed % 2 == 1)) {
      killed++;
      nothingIsAcceptedInSilence(home);
    }
    assertEquals(8, killed, "four writes, before and after each");
    everyMakingHasItsEnd(home);
  }

  @Test
  void aKeyWhoseRotationWasKilledKeepsItsSecretAndGetsNoneThatTheLogDoesNotKnow() throws Exception {
    LaptopHome home = new LaptopHome(folder);
    for (int at = 0; at < 4; at++) {
      KeyChange.Issued former;
      try (Laptop laptop = home.open()) {
        former =
            (KeyChange.Issued)
                laptop.keys().create(KeySpec.of("live", "t", "o", "r", Set.of("developer")));
      }
      assertTrue(killed(at, true, former.id()));
      try (Laptop laptop = home.open()) {
        assertInstanceOf(Authentication.Authenticated.class, verify(laptop, former.key()));
        long live =
            laptop.keys().show(former.id()).orElseThrow().secrets().stream()
                .filter(KeySummary.SecretState::live)
                .count();
        assertEquals(at < 3 ? 1 : 2, live, "killed after write " + at);
        boolean made = log(home).contains("key.made_primary");
        assertTrue(live == 1 || made, "accepted in silence");
      }
    }
    everyMakingHasItsEnd(home);
  }

  private static Authentication verify(Laptop laptop, SecretText key) {
    return laptop
        .keyVerifier()
        .verify(key, new RequestHead("GET", "/", Map.of(), Optional.empty(), Optional.empty()));
  }

  /** False if the process came to its end without that write. */
  private boolean killed(int at, boolean after, String... rotated)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KeyMaker.class.getName(),
                folder.toString(),
                "" + at,
                after ? "after" : "before"));
    command.addAll(List.of(rotated));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      process.toHandle().destroyForcibly();
      process.waitFor();
      assertTrue(List.of(KeyMaker.HERE, KeyMaker.DONE).contains(line), "it said " + line);
      return line.equals(KeyMaker.HERE);
    }
  }

  private static void nothingIsAcceptedInSilence(LaptopHome home) throws IOException {
    try (Laptop laptop = home.open()) {
      for (KeySummary key : laptop.keys().list("", 100)) {
        if (key.secrets().get(0).live() && key.state().equals("active")) {
          String log = log(home);
          assertTrue(log.contains("key.creating") && log.contains(recorded(key, "created")));
        }
      }
    }
  }

  /** What is unfinished is given up some minutes later, once. */
  private static void everyMakingHasItsEnd(LaptopHome home) throws IOException {
    Surroundings later =
        new Surroundings(
            () -> Instant.now().plus(Duration.ofMinutes(3)), new SecureRandom(), home, true);
    try (Laptop laptop = Laptop.open(home.configuration(), later)) {
      List<String> givenUp = laptop.keys().giveUpUnfinished();
      assertFalse(givenUp.isEmpty(), "something was unfinished");
      assertEquals(List.of(), laptop.keys().giveUpUnfinished());
      assertTrue(log(home).contains("key.given_up"));
      for (KeySummary key : laptop.keys().list("", 100)) {
        boolean live = key.secrets().stream().anyMatch(KeySummary.SecretState::live);
        assertEquals(live ? "active" : "revoked", key.state());
      }
    }
  }

  private static String recorded(KeySummary key, String change) {
    return "\"operation\":\"key." + change + "\",\"request\":{\"uid\":\"" + key.id() + "-";
  }

  /** The durable records as text. */
  private static String log(LaptopHome home) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home.configuration().data().resolve("worm/intake"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
