package dev.portcullis.inference;

import dev.portcullis.redaction.json.Unexaminable;
import java.util.List;
import java.util.Set;

/**
 * What the policies and the limits need to know of a request's body.
 *
 * @param json the body
 * @param model the model's name as asked for
 * @param stream whether an event stream was asked for
 * @param streamOptions whether the body has a field {@code stream_options}
 * @param includeUsage whether the caller asked for the usage in the stream
 * @param inputTokens an estimate from above of the tokens sent
 * @param outputTokens the most tokens that may come back
 * @param tools names of the tools offered, and the types of those that the provider runs itself
 * @param unexaminable parts that nothing can examine
 */
record RequestBody(
    String json,
    String model,
    boolean stream,
    boolean streamOptions,
    boolean includeUsage,
    long inputTokens,
    long outputTokens,
    Set<String> tools,
    List<Unexaminable> unexaminable) {
  RequestBody {
    tools = Set.copyOf(tools);
    unexaminable = List.copyOf(unexaminable);
  }

  /** Shows its size only. */
  @Override
  public String toString() {
    return "RequestBody[" + json.length() + " characters]";
  }
}
