package dev.portcullis.aws.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, a reader gives an event or its one error. */
final class EventFuzzTest {
  private static final long SEED = 20261126;
  private static final int ROUNDS = 40_000;
  private static final byte[] ALPHABET =
      "{}[]\":,\\ \n0123456789truefalsnEe+-.*?$/AZaz\u0000\u00e9".getBytes(UTF_8);
  private static final List<Consumer<Fields>> READERS =
      List.of(
          AuthorizerEvent::read,
          ProxyEvent::read,
          QueueBatch::read,
          RecordMessage::read,
          fields -> fields.only("task").text("task"));

  @Test
  void everyMutantIsReadOrRefused() throws IOException {
    List<byte[]> samples = samples();
    Random random = new Random(SEED);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] mutant = mutate(samples.get(random.nextInt(samples.size())), random);
      Consumer<Fields> reader = READERS.get(random.nextInt(READERS.size()));
      try {
        reader.accept(Fields.read(new ByteArrayInputStream(mutant)));
        read++;
      } catch (BadEventException refused) {
        assertTrue(refused.getMessage().startsWith("bad event: "), "seed " + SEED + " #" + round);
      }
    }
    // Some mutants are events: otherwise nothing behind the JSON was tried.
    assertTrue(read > ROUNDS / 100, read + " were read");
  }

  @Test
  void aReaderOfAllowedArnsNeverAllowsAnotherMethod() throws IOException {
    byte[] sample = Files.readAllBytes(root().resolve("authorizer/bearer.json"));
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      try {
        AuthorizerEvent event =
            AuthorizerEvent.read(Fields.read(new ByteArrayInputStream(mutate(sample, random))));
        String asked = "/" + event.head().method() + event.head().path();
        assertTrue(event.methodArn().endsWith(asked), "seed " + SEED + " #" + round);
      } catch (BadEventException refused) {
        // Nothing is allowed then.
      }
    }
  }

  @Test
  void anAnswerIsReadBackAsItWasWritten() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        body.appendCodePoint(
            random.nextBoolean() ? random.nextInt(128) : 0x1F300 + random.nextInt(100));
      }
      ProxyAnswer answer =
          new ProxyAnswer(
              200, java.util.Map.of("content-type", "text/plain"), body.toString().getBytes(UTF_8));
      Fields read = Fields.parse(new String(answer.encode(answer), UTF_8));
      assertEquals(body.toString(), read.text("body"), "seed " + SEED + " #" + round);
      assertEquals(200, read.number("statusCode", 0, 999, 0));
    }
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("events/aws"))) {
      at = at.getParent();
    }
    return at.resolve("events/aws");
  }

  private static List<byte[]> samples() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        samples.add(Files.readAllBytes(file));
      }
    }
    samples.add(
        "{\"event_id\":\"e\",\"record\":\"eyJtZXRhZGF0YSI6eyJ1aWQiOiJlIn19\"}".getBytes(UTF_8));
    return samples;
  }

  private static byte[] mutate(byte[] text, Random random) {
    byte[] changed = text.clone();
    for (int n = random.nextInt(4); n > 0; n--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(3)) {
        case 0 -> changed[at] = ALPHABET[random.nextInt(ALPHABET.length)];
        case 1 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
        default -> {
          byte[] longer = new byte[changed.length + 1];
          System.arraycopy(changed, 0, longer, 0, at);
          longer[at] = ALPHABET[random.nextInt(ALPHABET.length)];
          System.arraycopy(changed, at, longer, at + 1, changed.length - at);
          changed = longer;
        }
      }
    }
    return changed;
  }
}
