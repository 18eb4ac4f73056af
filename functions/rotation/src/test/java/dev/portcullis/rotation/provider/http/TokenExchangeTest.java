package dev.portcullis.rotation.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.RotationPolicy;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.consumer.RotatedSecret;
import dev.portcullis.rotation.provider.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TokenExchangeTest {
  private final FakeTokenEndpoint server;
  private String presented = FakeTokenEndpoint.IDENTITY;

  TokenExchangeTest() throws Exception {
    server = new FakeTokenEndpoint();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<TokenExchange> all() {
    Supplier<SecretText> identity = () -> SecretText.of("identity token", presented);
    return List.of(
        TokenExchange.openAi(
            server.exchange,
            server.uri("/openai/oauth/token"),
            "idp_1",
            "svc_1",
            identity,
            () -> server.now),
        TokenExchange.anthropic(
            server.exchange,
            server.uri("/anthropic/v1/oauth/token"),
            "fdrl_1",
            "org-1",
            "svac_1",
            identity,
            () -> server.now),
        TokenExchange.openRouter(
            server.exchange,
            server.uri("/openrouter/oauth/token"),
            "policy-1",
            identity,
            () -> server.now));
  }

  @Test
  void eachProviderTakesTheExchangeItDocuments() {
    for (TokenExchange exchange : all()) {
      assertEquals(Verdict.ACCEPTED, exchange.exchange());
    }
  }

  @Test
  void anIdentityThatIsNotTrustedIsRefusedAndShownNowhere() {
    presented = "canary";
    for (TokenExchange exchange : all()) {
      assertEquals(Verdict.REFUSED, exchange.exchange());
      PortException failure =
          assertThrows(PortException.class, () -> exchange.fresh("model/token"));
      assertFalse(failure.toString().contains("canary"), failure.toString());
    }
  }

  @Test
  void aProviderThatFailsSaysNothingAboutTheIdentity() {
    server.trouble(FakeServer.Trouble.BROKEN);
    assertEquals(Verdict.UNCLEAR, all().get(0).exchange());
  }

  @Test
  void aConsumerHoldsATokenAsAnyRotatedSecret() {
    RotatedSecret held =
        new RotatedSecret(
            all().get(0),
            "model/token",
            Duration.ofMinutes(10),
            Duration.ofMinutes(14),
            () -> server.now);
    assertEquals("token-1", held.get().value().reveal());
    server.now = server.now.plus(Duration.ofMinutes(9));
    assertEquals("token-1", held.get().value().reveal());
    server.now = server.now.plus(Duration.ofMinutes(1));
    assertEquals("token-2", held.get().value().reveal());
  }

  @Test
  void aRotationProvesThatTheExchangeWorksAndStoresNothing() {
    MemorySecrets secrets = new MemorySecrets(() -> server.now);
    Rotations rotations =
        new Rotations(
            List.of(
                new Credential(
                    "test",
                    "model",
                    "model/token",
                    all().get(0),
                    server.probe(),
                    RotationPolicy.defaults())),
            secrets,
            secrets,
            new MemoryRecordStore(),
            record -> {},
            finding -> {},
            () -> server.now,
            new SplittableRandom(1));
    assertEquals(new StepOutcome.Done(), rotations.handle(Trigger.whole("model", "one")));
    assertEquals(List.of(), secrets.versions("model/token"));
  }
}
