package dev.portcullis.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.portcullis.audit.log.LogHarness;
import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log and a witness with a network between them. */
final class HttpWitnessTest {
  private final LogHarness log = new LogHarness(Provider.S3);
  private final Witness witness =
      new Witness(
          "witness.example/w1",
          MemorySigner.create(Signer.Algorithm.ED25519, "w1"),
          Map.of(LogHarness.ORIGIN, log.keys()),
          new MemoryRecordStore(),
          log.clock);
  private HttpServer server;
  private Function<byte[], Witness.Answer> answer = witness::add;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/w/add-checkpoint",
        exchange -> {
          Witness.Answer given = answer.apply(exchange.getRequestBody().readAllBytes());
          byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", given.contentType());
          exchange.sendResponseHeaders(given.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aHeadIsCosignedOverHttp() {
    assertEquals(Publication.PROVEN, grow());
    assertEquals(Publication.PROVEN, grow());
  }

  @Test
  void aWitnessThatCannotBeReachedCostsItsSignatureOnly() {
    server.stop(0);
    assertEquals(Publication.SIGNED, grow());
  }

  @Test
  void anAnswerWithoutAnEndIsNone() {
    answer = body -> new Witness.Answer(200, "text/plain", "x".repeat(70_000));
    PortException e = assertThrows(PortException.class, () -> transport().post(new byte[] {1}));
    assertEquals(Code.CORRUPT, e.code());
    assertEquals(Publication.SIGNED, grow());
  }

  @Test
  void aForgedCosignatureIsNotBelieved() {
    Witness other =
        new Witness(
            "witness.example/w1",
            MemorySigner.create(Signer.Algorithm.ED25519, "other"),
            Map.of(LogHarness.ORIGIN, log.keys()),
            new MemoryRecordStore(),
            log.clock);
    answer = other::add;
    assertEquals(Publication.SIGNED, grow());
  }

  private Publication grow() {
    log.seal(300, 100);
    log.pass(Duration.ofSeconds(2));
    WitnessClient client =
        new WitnessClient(
            List.of(new WitnessClient.Known(witness.key(), transport())),
            1,
            LogView.of(log.worm, log.published));
    return log.sequencer(client).run().publication();
  }

  private HttpWitness transport() {
    URI prefix = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w/");
    return new HttpWitness(HttpClient.newHttpClient(), prefix, Duration.ofSeconds(20));
  }
}
