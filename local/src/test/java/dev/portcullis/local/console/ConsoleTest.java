package dev.portcullis.local.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleTest {
  private Instant now = Instant.parse("2026-11-24T15:00:00Z");
  private final ConsoleLog log = new ConsoleLog(60);
  private final Console console = new Console(log, Optional.empty(), log, new Random(1), () -> now);
  private final String token = console.token().orElseThrow().reveal();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/console.js",
        "/console/api/recent",
        "/console/api/record",
        "/",
        "/x"
      })
  void nothingIsShownWithoutTheToken(String path) {
    assertEquals(401, get(path, "", "").status());
  }

  @Test
  void theTokenWorksOnceAndOnlyItself() {
    assertEquals(401, get("/console", "token=" + "0".repeat(64), "").status());
    assertEquals(303, get("/console", "token=" + token, "").status());
    assertEquals(401, get("/console", "token=" + token, "").status());
    assertTrue(console.token().isEmpty());
  }

  @Test
  void theCookieIsForThisPageAndNotForScript() {
    String cookie = get("/console", "token=" + token, "").headers().get("Set-Cookie");
    assertTrue(cookie.endsWith("; HttpOnly; SameSite=Strict; Path=/console"), cookie);
  }

  @Test
  void theBrowserThatUsedTheTokenSeesThePageUntilTheSessionEnds() {
    String cookie = enter();
    assertEquals(200, get("/console", "", cookie).status());
    now = now.plus(Duration.ofHours(9));
    assertEquals(401, get("/console", "", cookie).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "", "localhost:1:2", "0.0.0.0"})
  void otherHostNamesAreRefused(String host) {
    Ask ask = new Ask("GET", "/console", "token=" + token, Optional.of(host), Optional.empty());
    assertEquals(403, console.answer(ask).status());
    assertTrue(console.token().isPresent());
  }

  @Test
  void otherMethodsAreRefused() {
    Ask ask = new Ask("POST", "/console", "", Optional.of("localhost:1"), Optional.of(enter()));
    assertEquals(405, console.answer(ask).status());
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() {
    String cookie = enter();
    for (String path :
        List.of("/console", "/console/api/health", "/console/none", "/console/proof.js")) {
      Answer answer = get(path, "", cookie);
      assertTrue(answer.headers().get("Content-Security-Policy").startsWith("default-src 'none'"));
      assertFalse(answer.headers().get("Content-Security-Policy").contains("unsafe"));
      assertEquals("nosniff", answer.headers().get("X-Content-Type-Options"));
      assertEquals("no-store", answer.headers().get("Cache-Control"));
    }
  }

  @Test
  void thePageHasNoInlineScriptOrStyle() {
    String page = body(get("/console", "", enter()));
    assertFalse(page.contains("<style") || page.contains(" style=") || page.contains(" onclick"));
    assertFalse(page.replace("<script type=\"module\" src=", "").contains("<script"));
  }

  @Test
  void aSearchFindsByEveryField() {
    String cookie = enter();
    for (String query :
        List.of(
            "kind=refusal",
            "decision=deny",
            "decision=delivered",
            "model=gpt-4o-mini",
            "request=r-4",
            "pseudonym=" + "0".repeat(39) + "1",
            "from=2026-11-24&to=2026-11-25",
            "event=" + ConsoleLog.eventId(3, "intent"))) {
      assertTrue(body(get("/console/api/search", query, cookie)).contains("\"event\""), query);
    }
    assertEquals("[]", body(get("/console/api/search", "request=none", cookie)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=yesterday", "kind=everything", "to=2026-13-01"})
  void aSearchThatMeansNothingIsABadRequest(String query) {
    assertEquals(400, get("/console/api/search", query, enter()).status());
  }

  @Test
  void aRecordComesAsStoredAndWithItsProof() {
    String record =
        body(get("/console/api/record", "event=" + ConsoleLog.eventId(3, "intent"), enter()));
    assertTrue(record.contains("\"proof\"") && record.contains("\"checkpoint\""), record);
  }

  @Test
  void anEventThatIsNotInTheLogIsNotFound() {
    String cookie = enter();
    assertEquals(404, get("/console/api/record", "event=none", cookie).status());
    assertEquals(404, get("/console/api/record", "event=%zz", cookie).status());
  }

  private String enter() {
    String header = get("/console", "token=" + token, "").headers().get("Set-Cookie");
    return header.substring(0, header.indexOf(';'));
  }

  private Answer get(String path, String query, String cookie) {
    return console.answer(
        new Ask(
            "GET",
            path,
            query,
            Optional.of("127.0.0.1:8080"),
            Optional.of(cookie).filter(value -> !value.isEmpty())));
  }

  private static String body(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
