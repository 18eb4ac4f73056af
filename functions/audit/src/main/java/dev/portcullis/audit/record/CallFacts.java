package dev.portcullis.audit.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a governed call at any of its stages, without anything it said.
 *
 * @param requestId our id of the call, 1 to 64 characters of {@code [A-Za-z0-9_-]}; never a value
 *     that the caller chose
 * @param received when the call arrived
 * @param operation which API operation
 * @param streamed whether an event stream was asked for
 * @param caller who, once authenticated
 * @param origin from which network
 * @param trace the trace it belongs to
 * @param target the model and purpose asked for
 * @param request digest and size of the body as received, once read
 */
public record CallFacts(
    String requestId,
    Instant received,
    Operation operation,
    boolean streamed,
    Optional<Caller> caller,
    NetworkOrigin origin,
    TraceContext trace,
    Target target,
    Optional<ContentDigest> request) {

  /** Which operation of the API was called, and its name in the OpenTelemetry convention. */
  public enum Operation {
    CHAT_COMPLETIONS("chat", "chat.completions"),
    RESPONSES("chat", "responses"),
    EMBEDDINGS("embeddings", "embeddings"),
    MODELS("list_models", "models"),
    /** A route that does not exist, or a call refused before its route was known. */
    UNKNOWN("unknown", "unknown");

    final String genAi;
    final String api;

    Operation(String genAi, String api) {
      this.genAi = genAi;
      this.api = api;
    }
  }

  /**
   * What the call asked for. Names are checked when they are written, as in {@link Caller}.
   *
   * @param model the model as requested
   * @param provider who serves it
   * @param purpose the purpose the caller stated
   * @param inferenceRegion where the model runs
   * @param conversation our or the provider's id of the conversation
   */
  public record Target(
      Optional<String> model,
      Optional<String> provider,
      Optional<String> purpose,
      Optional<String> inferenceRegion,
      Optional<String> conversation) {
    public Target {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(provider, "provider");
      Objects.requireNonNull(purpose, "purpose");
      Objects.requireNonNull(inferenceRegion, "inferenceRegion");
      Objects.requireNonNull(conversation, "conversation");
    }

    /** Nothing known yet: the body was not parsed. */
    public static Target unknown() {
      return new Target(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  public CallFacts {
    Ids.require(requestId);
    Objects.requireNonNull(received, "received");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(trace, "trace");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(request, "request");
  }

  /** The same call with its caller known. */
  public CallFacts withCaller(Caller known) {
    return new CallFacts(
        requestId,
        received,
        operation,
        streamed,
        Optional.of(known),
        origin,
        trace,
        target,
        request);
  }

  /** The same call with its body read and parsed. */
  public CallFacts withBody(ContentDigest body, boolean stream, Target parsed) {
    return new CallFacts(
        requestId, received, operation, stream, caller, origin, trace, parsed, Optional.of(body));
  }
}
