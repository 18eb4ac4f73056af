package dev.portcullis.local.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.record.NetworkOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration file may say, and how it hears of a mistake. */
final class ConfigurationFileTest {
  @TempDir Path folder = Path.of("unset");
  private Path data;

  @BeforeEach
  void aDataDirectory() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
  }

  @Test
  void theShippedFileSaysExactlyWhatHoldsWithoutIt() throws Exception {
    Map<String, String> without = read().effective();
    write(ConfigurationFile.template());
    assertEquals(without, read().effective());
  }

  @Test
  void theShippedFileNamesEveryKey() {
    String text = ConfigurationFile.template();
    for (String key : read().effective().keySet()) {
      String last = key.substring(key.lastIndexOf('.') + 1);
      assertTrue(text.matches("(?s).*\\n *#?" + last + ":.*"), key);
    }
  }

  @Test
  void everyKeyCanBeSet() throws Exception {
    write(
        """
        deployment: acme-eu
        gateway: {host: 0.0.0.0, port: 0, body-limit: 64KiB}
        upstream:
          url: https://models.example.org/v1
          credential: upstream
          timeout: 250ms
        policies:
          directory: rules
          limits: rules/limits.txt
        redaction:
          profile: de
          types-kept: [CITY, PERSON]
        audit: {retention: 400d, origin: whole}
        alerts: {volume-floor: 50000}
        """);
    Configuration read = read().configuration();
    assertEquals("acme-eu", read.deployment());
    assertEquals(64 << 10, read.gateway().settings().mostBodyBytes());
    assertEquals(Duration.ofMillis(250), read.gateway().settings().modelTimeout());
    assertEquals(Set.of("CITY", "PERSON"), read.gateway().settings().typesKept());
    assertEquals(Optional.of("upstream"), read.upstream().credential());
    assertEquals(data.resolve("rules"), read.policies().directory());
    assertEquals(Optional.of(data.resolve("rules/limits.txt")), read.policies().limits());
    assertEquals("de", read.redaction().profile().name());
    assertEquals(Duration.ofDays(400), read.audit().retention());
    assertEquals(NetworkOrigin.Detail.WHOLE, read.audit().origin());
    assertEquals(50_000, read.alerts().volumeCeiling());
  }

  @ParameterizedTest
  @CsvSource({
    "'gateway:\n  prot: 1', 'portcullis.yaml:2: unknown key ''gateway.prot''; the nearest known key"
        + " is ''gateway.port'''",
    "'deploymnet: x', 'portcullis.yaml:1: unknown key ''deploymnet''; the nearest known key is"
        + " ''deployment'''",
    "'gateway:\n  port: eighty', 'portcullis.yaml:2: gateway.port must be a whole number from 0 to"
        + " 65535'",
    "'gateway:\n  port: 65536', 'portcullis.yaml:2: gateway.port must be a whole number from 0 to"
        + " 65535'",
    "'gateway:\n  port: [1]', 'portcullis.yaml:2: gateway.port must be a whole number from 0 to"
        + " 65535'",
    "'audit:\n  sequence-every: 2', 'portcullis.yaml:2: audit.sequence-every must be a time from"
        + " 50ms to 1h, such as 30s'",
    "'audit:\n  retention: 10d', 'portcullis.yaml:2: audit.retention must be a time from 185d to"
        + " 36500d, such as 30s'",
    "'audit:\n  origin: some', 'portcullis.yaml:2: audit.origin must be one of truncated, whole'",
    "'redaction:\n  types-kept: CITY', 'portcullis.yaml:2: redaction.types-kept must be a list of"
        + " types such as PERSON or CITY'",
    "'upstream:\n  url: http://ann:pass@host/', 'portcullis.yaml:2: upstream.url must be an http or"
        + " https address'",
    "'- a', 'portcullis.yaml:1: expected ''key: value'' lines'",
    "'deployment: a\ndeployment: b', 'portcullis.yaml:2: this key was given before'",
    "'deployment: &a b\ndata: *a', 'portcullis.yaml:2: anchors and aliases are not used here'",
    "'deployment: !!str b', 'portcullis.yaml:1: tags are not used here'",
    "'a: b\n---\nc: d', 'portcullis.yaml:3: one document only'",
    "'gateway: {port: 1', 'portcullis.yaml:1: this is not YAML'"
  })
  void aMistakeIsOneLineWithFileLineAndRemedy(String text, String problem) throws Exception {
    write(text);
    SetupException e = assertThrows(SetupException.class, this::read);
    assertEquals(problem, e.getMessage());
  }

  @Test
  void everyMistakeIsNamedInTheOrderOfTheLines() throws Exception {
    write("gatway: 1\ngateway:\n  port: x\naudit:\n  origin: y\n");
    SetupException e = assertThrows(SetupException.class, this::read);
    assertEquals(
        List.of("1", "3", "5"), e.problems().stream().map(line -> line.split(":", 3)[1]).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upstream:\n  credential: sk-CANARY-1",
        "sk-CANARY-1: x",
        "gateway:\n  port: sk-CANARY-1",
        "upstream: {url: 'http://user:CANARY@host'",
        "a: 'CANARY\nb",
        "deployment: x\ndeployment: CANARY",
        "upstream: {url: *CANARY}"
      })
  void noMistakeQuotesAValue(String text) throws Exception {
    write(text);
    SetupException e = assertThrows(SetupException.class, this::read);
    assertFalse(e.problems().toString().contains("CANARY"), e.getMessage());
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    write("a: " + "{a: ".repeat(2_000));
    assertTrue(assertThrows(SetupException.class, this::read).getMessage().contains(":1: "));
  }

  @Test
  void aFileThatWasNamedMustExist() {
    SetupException e =
        assertThrows(
            SetupException.class,
            () ->
                ConfigurationFile.read(
                    place(Map.of()), Optional.empty(), Optional.of(Path.of("other.yaml"))));
    assertTrue(e.getMessage().endsWith("'portcullis config init' writes one"), e.getMessage());
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path named = Files.writeString(folder.resolve("other.yaml"), "data: in-file\n");
    Map<String, String> variables = Map.of("PORTCULLIS_DATA", "in-environment");
    Optional<Path> file = Optional.of(named);
    assertEquals(folder.resolve("in-file"), dataOf(Map.of(), Optional.empty(), file));
    assertEquals(folder.resolve("in-environment"), dataOf(variables, Optional.empty(), file));
    assertEquals(folder.resolve("typed"), dataOf(variables, Optional.of(Path.of("typed")), file));
    assertEquals(
        folder.resolve("home/.portcullis"), dataOf(Map.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aRelativePathIsMadeAbsoluteOnce() {
    Path relative = Path.of("data");
    ConfigurationFile read =
        ConfigurationFile.read(place(Map.of()), Optional.of(relative), Optional.empty());
    assertEquals(data, read.configuration().data());
    assertEquals(data.resolve("portcullis.yaml"), read.file());
  }

  @Test
  void thePoliciesAreThoseOfTheCheckoutThatThePlaceIsIn() throws Exception {
    Path rules = Files.createDirectories(folder.resolve("infra/policies"));
    Files.writeString(rules.resolve("portcullis.cedarschema"), "");
    Path within = Files.createDirectories(folder.resolve("a/b"));
    Place place = new Place(Map.of(), folder, within, Optional.empty());
    assertEquals(rules, place.policies());
    Place told = new Place(Map.of(), folder, within, Optional.of(Path.of("/x")));
    assertEquals(Path.of("/x/infra/policies"), told.policies());
  }

  private Path dataOf(Map<String, String> variables, Optional<Path> typed, Optional<Path> file) {
    return ConfigurationFile.read(place(variables), typed, file).configuration().data();
  }

  private ConfigurationFile read() {
    return ConfigurationFile.read(place(Map.of()), Optional.of(data), Optional.empty());
  }

  private Place place(Map<String, String> variables) {
    return new Place(variables, folder.resolve("home"), folder, Optional.empty());
  }

  private void write(String text) throws Exception {
    Files.writeString(data.resolve("portcullis.yaml"), text);
  }
}
