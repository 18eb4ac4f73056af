package dev.portcullis.aws.openai;

import dev.portcullis.aws.model.HttpPost;
import dev.portcullis.aws.model.HttpPost.Answer;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.rotation.consumer.RotatedSecret;
import dev.portcullis.rotation.consumer.Used;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Any server that speaks OpenAI's API over HTTPS; nothing goes to it but the body and the headers
 * that are written here.
 *
 * <p>The credential is never older than its {@link RotatedSecret} allows. After a 401 it is read
 * anew and the request sent once more if it has changed since, so that a rotation needs no restart;
 * the refused request had no effect. A redirect is never followed: it could lead the request, and
 * our credential, anywhere. Bedrock's OpenAI-compatible address and Azure's are such servers too.
 * Written from the "API Reference" of OpenAI (https://platform.openai.com/docs/api-reference). Safe
 * for concurrent use.
 */
public final class OpenAiModel implements Model {
  private static final int UNAUTHORIZED = 401;

  private final URI base;
  private final Optional<RotatedSecret> credential;

  /**
   * The models of one server.
   *
   * @param base the server's address, {@code https} unless it is this machine; {@code /v1} is added
   *     if it has no path
   * @param credential what is sent as a bearer token; empty for none
   * @throws IllegalArgumentException if the address is not {@code https}, or has user, query or
   *     fragment
   */
  public OpenAiModel(URI base, Optional<RotatedSecret> credential) {
    if (!safe(base)) {
      throw new IllegalArgumentException("the address of a model server must be a plain HTTPS one");
    }
    String text = base.toString().replaceAll("/+$", "");
    boolean bare = base.getPath() == null || base.getPath().replace("/", "").isEmpty();
    this.base = URI.create(bare ? text + "/v1" : text);
    this.credential = Objects.requireNonNull(credential, "credential");
  }

  private static boolean safe(URI base) {
    String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
    String host = base.getHost() == null ? "" : base.getHost();
    boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return !host.isEmpty()
        && base.getRawUserInfo() == null
        && base.getRawQuery() == null
        && base.getRawFragment() == null
        && (scheme.equals("https") || (scheme.equals("http") && here));
  }

  @Override
  public Reply send(Call call) {
    if (credential.isEmpty()) {
      return reply(exchange(call, Optional.empty()), Optional.empty());
    }
    Used<Answer> used =
        credential.get().call(held -> exchange(call, Optional.of(held)), OpenAiModel::refused);
    return reply(used.answer(), Optional.of(new Credential(used.version(), used.retried())));
  }

  private Reply reply(Answer answer, Optional<Credential> used) {
    if (refused(answer)) {
      throw new PortException(Code.DENIED, "call the model at " + base.getHost());
    }
    return new Reply(answer.status(), answer.mediaType(), answer.body(), used);
  }

  /** An answer that refuses the credential is of no further use, and is closed at once. */
  private static boolean refused(Answer answer) {
    if (answer.status() == UNAUTHORIZED) {
      answer.close();
    }
    return answer.status() == UNAUTHORIZED;
  }

  private Answer exchange(Call call, Optional<RotatedSecret.Held> held) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", call.stream() ? "text/event-stream" : "application/json");
    headers.put("user-agent", "portcullis");
    headers.put("x-request-id", call.requestId());
    held.ifPresent(h -> headers.put("authorization", "Bearer " + h.value().reveal()));
    return HttpPost.send(
        URI.create(base + path(call.operation())), headers, call.body(), call.timeout());
  }

  private static String path(Operation operation) {
    return switch (operation) {
      case CHAT_COMPLETIONS -> "/chat/completions";
      case RESPONSES -> "/responses";
      case EMBEDDINGS -> "/embeddings";
    };
  }
}
