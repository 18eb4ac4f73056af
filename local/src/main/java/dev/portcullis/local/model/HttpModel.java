package dev.portcullis.local.model;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.consumer.RotatedSecret;
import dev.portcullis.rotation.consumer.Used;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Any server that speaks OpenAI's API, over HTTP/1.1; nothing goes to it but the body and the
 * headers that are written here.
 *
 * <p>A redirect is never followed: it could lead the request, and our credential, anywhere. After a
 * 401 the credential is read anew and the request sent once more if it has changed since, so that a
 * rotation needs no restart; the refused request had no effect. A reply says which version it was
 * got with. A credential past its maximum age is not sent: MISSING. Safe for concurrent use.
 */
public final class HttpModel implements Model {
  private static final int UNAUTHORIZED = 401;

  private final URI base;
  private final Optional<RotatedSecret> credential;
  private final HttpClient client;

  /**
   * The models of one server.
   *
   * @param base the server's address; {@code /v1} is added if it has no path
   * @param credential what is sent as a bearer token; empty for nothing
   * @param client sends the requests; must not follow redirects
   */
  public HttpModel(URI base, Optional<RotatedSecret> credential, HttpClient client) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("redirects must not be followed");
    }
    String text = base.toString().replaceAll("/+$", "");
    boolean bare = base.getPath() == null || base.getPath().replace("/", "").isEmpty();
    this.base = URI.create(bare ? text + "/v1" : text);
    this.credential = Objects.requireNonNull(credential, "credential");
    this.client = client;
  }

  @Override
  public Reply send(Call call) {
    if (credential.isEmpty()) {
      return accepted(exchange(call, Optional.empty()));
    }
    Used<Reply> used =
        credential
            .get()
            .call(held -> exchange(call, Optional.of(held.value())), HttpModel::refused);
    Reply reply = accepted(used.answer());
    return new Reply(
        reply.status(),
        reply.contentType(),
        reply.body(),
        Optional.of(new Credential(used.version(), used.retried())));
  }

  /** A refusal's body is of no use to anybody, so the connection is given back at once. */
  private static boolean refused(Reply reply) {
    if (reply.status() == UNAUTHORIZED) {
      close(reply);
      return true;
    }
    return false;
  }

  private Reply accepted(Reply reply) {
    if (reply.status() == UNAUTHORIZED) {
      close(reply);
      throw new PortException(Code.DENIED, "call the model at " + base.getHost());
    }
    return reply;
  }

  private Reply exchange(Call call, Optional<SecretText> secret) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path(call.operation())))
            .timeout(call.timeout())
            .header("content-type", "application/json")
            .header("accept", call.stream() ? "text/event-stream" : "application/json")
            .header("user-agent", "portcullis")
            .header("x-request-id", call.requestId())
            .POST(BodyPublishers.ofByteArray(call.body()));
    secret.ifPresent(s -> request.header("authorization", "Bearer " + s.reveal()));
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), head -> new ArrivingBody(call.timeout()));
      String type = response.headers().firstValue("content-type").orElse("");
      int semicolon = type.indexOf(';');
      return new Reply(
          response.statusCode(),
          (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT),
          response.body());
    } catch (HttpTimeoutException late) {
      throw new PortException(Code.TIMEOUT, "call the model at " + base.getHost());
    } catch (IOException unreachable) {
      throw new PortException(Code.UNAVAILABLE, "call the model at " + base.getHost());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new PortException(Code.INTERRUPTED, "call the model at " + base.getHost());
    }
  }

  private static String path(Operation operation) {
    return switch (operation) {
      case CHAT_COMPLETIONS -> "/chat/completions";
      case RESPONSES -> "/responses";
      case EMBEDDINGS -> "/embeddings";
    };
  }

  private static void close(Reply reply) {
    try {
      reply.close();
    } catch (IOException alreadyGone) {
      // The reply was refused anyway.
    }
  }
}
