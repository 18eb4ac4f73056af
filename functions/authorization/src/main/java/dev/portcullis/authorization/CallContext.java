package dev.portcullis.authorization;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds the context of each action exactly as the shipped schema declares it, so that a policy
 * never meets a fact under another name.
 *
 * <p>A source address that is not an address is left out, and policies that need one then deny.
 */
public final class CallContext {
  private CallContext() {}

  /**
   * What the parsed body says.
   *
   * @param tokens an upper bound of the tokens in and out
   * @param stream true if an event stream was asked for
   * @param tools names of the tools offered to the model
   * @param unexamined kinds of content that nothing can examine: {@code image}, {@code audio},
   *     {@code file}, {@code stored}, {@code other}
   * @param kept types of personal data that will not be replaced
   */
  public record Body(
      long tokens, boolean stream, Set<String> tools, Set<String> unexamined, Set<String> kept) {
    public Body {
      tools = Set.copyOf(tools);
      unexamined = Set.copyOf(unexamined);
      kept = Set.copyOf(kept);
    }
  }

  /** The context of {@code route}, {@code view_model} and {@code read_audit}. */
  public static Map<String, Object> ofHead(
      RequestHead head, Declaration.Declared declared, Instant now) {
    Map<String, Object> context = new HashMap<>();
    context.put("now", now);
    // No lambdas: a function's cold start passes through this, and each costs it.
    if (head.sourceIp().isPresent()) {
      put(context, "sourceIp", IpAddress.parse(head.sourceIp().get()));
    }
    put(context, "vpcEndpoint", head.vpcEndpoint());
    put(context, "breakGlass", declared.breakGlass());
    return context;
  }

  private static void put(Map<String, Object> context, String name, Optional<?> fact) {
    if (fact.isPresent()) {
      context.put(name, fact.get());
    }
  }

  /** The context of {@code invoke}. */
  public static Map<String, Object> ofInvoke(
      RequestHead head, Declaration.Declared declared, Body body, Instant now) {
    Map<String, Object> context = ofHead(head, declared, now);
    context.put("purpose", declared.purpose());
    context.put("classification", declared.classification());
    context.put("categories", declared.categories());
    context.put("tokens", body.tokens());
    context.put("stream", body.stream());
    context.put("tools", body.tools());
    context.put("unexamined", body.unexamined());
    context.put("kept", body.kept());
    return context;
  }

  /**
   * The context of {@code send}.
   *
   * @param detected types of personal data found in the request, replaced or not
   */
  public static Map<String, Object> ofSend(
      RequestHead head,
      Declaration.Declared declared,
      Body body,
      Set<String> detected,
      Instant now) {
    Map<String, Object> context = ofInvoke(head, declared, body, now);
    context.put("detected", Set.copyOf(detected));
    return context;
  }
}
