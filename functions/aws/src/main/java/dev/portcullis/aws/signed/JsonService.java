package dev.portcullis.aws.signed;

import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.signed.AuthorizerCalls.Around;
import dev.portcullis.aws.signed.HttpReader.Answer;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls one service that speaks JSON; transient failures are tried again, three times in all and
 * within some seconds, and what is left is a {@link PortException}.
 *
 * <p>All calls made through it may be repeated: two read, and a message sent twice has one event
 * id. So an attempt whose kept connection broke before an answer began is sent twice: four requests
 * are the most. A refused credential is read again once, for it may have been replaced. Safe for
 * concurrent use.
 */
final class JsonService {
  private static final int ATTEMPTS = 3;

  private final Endpoint endpoint;
  private final Exchange host;
  private final RoleCredentials credentials;
  private final SignatureV4 signature;
  private final Pause pause;
  private final Around around;

  /** Waits before an attempt is repeated; stops waiting if the thread is interrupted. */
  @FunctionalInterface
  interface Pause {
    void before(int attempt) throws InterruptedException;
  }

  JsonService(
      Endpoint endpoint, Exchange host, RoleCredentials credentials, Pause pause, Around around) {
    this.endpoint = endpoint;
    this.host = host;
    this.credentials = credentials;
    this.signature = new SignatureV4(endpoint.region(), endpoint.service());
    this.pause = pause;
    this.around = around;
  }

  /** A service's own error, by its name without namespace. */
  static final class ServiceError extends Exception {
    private static final long serialVersionUID = 1L;
    private final String name;

    ServiceError(String name) {
      super(name, null, false, false);
      this.name = name;
    }

    /** Such as {@code ResourceNotFoundException}. */
    String name() {
      return name;
    }
  }

  /**
   * The answer's members.
   *
   * @param what the operation and its resource, for messages; holds no secret
   * @throws ServiceError for an error of the service that no code stands for
   */
  Map<String, Object> call(String operation, String what, Map<String, Object> request)
      throws ServiceError {
    byte[] body = StrictJson.write(request).getBytes(StandardCharsets.UTF_8);
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(operation, what, body, attempt);
      } catch (PortException failed) {
        if (attempt == ATTEMPTS || !failed.retryable()) {
          String call = endpoint.service() + " " + operation + ": ";
          around.callFailed(new PortException(failed.code(), call + failed.getMessage()));
          throw failed;
        }
        pause(attempt, what);
      }
    }
  }

  private void pause(int attempt, String what) {
    try {
      pause.before(attempt);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new PortException(Code.INTERRUPTED, what);
    }
  }

  private Map<String, Object> attempt(String operation, String what, byte[] body, int attempt)
      throws ServiceError {
    Answer answer;
    try {
      answer = send(operation, body);
    } catch (SocketTimeoutException late) {
      throw new PortException(Code.TIMEOUT, what);
    } catch (IOException unreachable) {
      throw new PortException(Code.UNAVAILABLE, what);
    }
    if (answer.status() == 200) {
      return parse(answer.text(), what);
    }
    String name = error(answer);
    if (attempt < ATTEMPTS && Failures.expired(name)) {
      credentials.forget();
      throw new PortException(Code.UNAVAILABLE, what + ": " + name);
    }
    throw Failures.of(answer.status(), name, what);
  }

  private Answer send(String operation, byte[] body) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-" + endpoint.version());
    headers.put("x-amz-target", endpoint.target() + "." + operation);
    Map<String, String> signed =
        signature.sign(
            endpoint.url(), headers, body, credentials.get(), endpoint.clock().instant());
    return host.exchange(HttpRequest.bytes("POST", "/", signed, body));
  }

  private static Map<String, Object> parse(String body, String what) {
    try {
      return new StrictJson(64).readObject(body);
    } catch (StrictJson.Malformed bad) {
      throw new PortException(Code.CORRUPT, what + ": the answer is not JSON");
    }
  }

  private static String error(Answer answer) {
    try {
      Object type = new StrictJson(64).readObject(answer.text()).get("__type");
      String name = type instanceof String text ? text : "";
      return name.substring(name.indexOf('#') + 1).replaceAll("[^A-Za-z0-9.]", "");
    } catch (StrictJson.Malformed notJson) {
      return "";
    }
  }
}
