package dev.portcullis.audit.record;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the model's answer was like, without what it said.
 *
 * @param servedModel the model that the reply names
 * @param responseId the provider's id of the reply; written as a keyed digest unless short and
 *     plain
 * @param upstreamStatus the HTTP status the model answered with
 * @param tokens what the provider counted
 * @param finishReasons why each choice ended
 * @param toolCalls the names of the tools it called
 * @param toolCallCount how many calls it made
 * @param latency from sending the request to the last byte
 * @param firstChunk from sending the request to the first byte of the body
 * @param body digest and size of the reply as it came
 * @param credential which version of our credential the model took
 */
public record ModelReply(
    Optional<String> servedModel,
    Optional<String> responseId,
    OptionalInt upstreamStatus,
    Tokens tokens,
    List<String> finishReasons,
    List<String> toolCalls,
    long toolCallCount,
    Optional<Duration> latency,
    Optional<Duration> firstChunk,
    Optional<ContentDigest> body,
    Optional<Credential> credential) {

  /**
   * A version of the credential that the model was called with.
   *
   * @param version its name in the secret store, never from a caller and no secret
   * @param renewed true if the model refused an older version first
   */
  public record Credential(String version, boolean renewed) {
    public Credential {
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * Token counts as the provider reported them; each is empty where it reported none.
   *
   * @param input tokens of the prompt
   * @param output tokens of the reply
   * @param cached prompt tokens served from a cache
   * @param reasoning reply tokens spent on reasoning
   */
  public record Tokens(
      OptionalLong input, OptionalLong output, OptionalLong cached, OptionalLong reasoning) {
    public Tokens {
      for (OptionalLong count : List.of(input, output, cached, reasoning)) {
        count.ifPresent(value -> Counts.require("tokens", value));
      }
    }

    /** The provider reported nothing. */
    public static Tokens unreported() {
      return new Tokens(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
  }

  public ModelReply {
    Objects.requireNonNull(servedModel, "servedModel");
    Objects.requireNonNull(responseId, "responseId");
    Objects.requireNonNull(upstreamStatus, "upstreamStatus");
    Objects.requireNonNull(tokens, "tokens");
    finishReasons = List.copyOf(finishReasons);
    toolCalls = List.copyOf(toolCalls);
    Counts.require("toolCallCount", toolCallCount);
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(firstChunk, "firstChunk");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(credential, "credential");
  }

  /** No reply at all. */
  public static ModelReply none() {
    return new ModelReply(
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Tokens.unreported(),
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
