package dev.portcullis.aws.signed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS only the host that was meant is spoken to. */
final class HttpHostTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private static Path work = Path.of("unset");
  private static HttpsServer server;
  private static SSLSocketFactory trusting;

  @BeforeAll
  static void serve() throws Exception {
    SSLContext context = context(certificate("localhost"));
    trusting = context.getSocketFactory();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void aHostWithItsOwnCertificateIsAsked() throws IOException {
    HttpHost host = new HttpHost(url("localhost"), Optional.of(trusting), CLOCK);
    for (int call = 0; call < 2; call++) {
      assertEquals("ok", host.exchange(request("localhost")).text());
    }
  }

  @Test
  void aTrustedCertificateOfAnotherNameIsRefused() {
    HttpHost host = new HttpHost(url("127.0.0.1"), Optional.of(trusting), CLOCK);
    assertThrows(SSLException.class, () -> host.exchange(request("127.0.0.1")));
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() {
    HttpHost host = HttpHost.of(url("localhost"), CLOCK);
    assertThrows(SSLException.class, () -> host.exchange(request("localhost")));
  }

  private static URI url(String host) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
  }

  private static byte[] request(String host) {
    return HttpRequest.bytes("GET", "/", Map.of("host", host), new byte[0]);
  }

  /** A key store with a key and a certificate of its own for a name. */
  private static KeyStore certificate(String name) throws Exception {
    Path file = work.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
