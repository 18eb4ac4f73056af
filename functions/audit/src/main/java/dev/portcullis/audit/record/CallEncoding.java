package dev.portcullis.audit.record;

import dev.portcullis.audit.record.CallFacts.Target;
import dev.portcullis.audit.record.CallOutcome.Ending;
import dev.portcullis.audit.record.ModelReply.Tokens;
import java.util.List;
import java.util.OptionalLong;

/** The three records of a governed call as API Activity (6003) with the AI Operation profile. */
final class CallEncoding {
  private final Parts parts;
  private final Words words;

  CallEncoding(Parts parts, Words words) {
    this.parts = parts;
    this.words = words;
  }

  Event intent(CallIntent intent, Event event) {
    common(intent.call(), event, Tokens.unreported(), true);
    classify(event, intent.call(), 1).status(99, "Intent", "");
    boolean modified = intent.request().found() > 0;
    control(event, modified ? 4 : 1, modified ? 11 : 1);
    parts.decision(event, intent.decision());
    event.unmapped().put("request", parts.examined(intent.request()));
    event.unmapped().put("sent", Parts.content(intent.sent()));
    return event;
  }

  Event outcome(CallOutcome outcome, Event event) {
    ModelReply model = outcome.model();
    common(outcome.call(), event, model.tokens(), true);
    boolean success = outcome.ending() == Ending.DELIVERED;
    classify(event, outcome.call(), success ? 1 : outcome.ending() == Ending.FAILED ? 3 : 2)
        .status(success ? 1 : 2, success ? "Success" : "Failure", Names.of(outcome.ending()));
    boolean modified = outcome.request().found() + outcome.reply().found() > 0;
    switch (outcome.ending()) {
      case DELIVERED -> control(event, modified ? 4 : 1, modified ? 11 : 1);
      case WITHHELD -> control(event, 2, 2);
      default -> control(event, 1, 27);
    }
    parts.decision(event, outcome.decision());
    long waited = Math.max(0, event.time() - outcome.call().received().toEpochMilli());
    outcome
        .status()
        .ifPresent(
            status ->
                event
                    .body()
                    .put(
                        "http_response",
                        new CanonicalObject().put("code", status).put("latency", waited)));
    event.unmapped().put("request", parts.examined(outcome.request()));
    event.unmapped().put("reply", parts.examined(outcome.reply()));
    event.unmapped().put("model", model(model));
    event.note("buffered", outcome.buffered() ? "yes" : "no");
    outcome.delivered().ifPresent(body -> event.unmapped().put("delivered", Parts.content(body)));
    outcome.spendMicros().ifPresent(micros -> event.unmapped().put("spend_micros", micros));
    if (!outcome.code().isEmpty()) {
      event.note("code", words.shaped(outcome.code()));
    }
    return event;
  }

  Event refusal(CallRefusal refusal, Event event) {
    // Nothing has admitted these names, so only words of our own appear.
    common(refusal.call(), event, Tokens.unreported(), false);
    classify(event, refusal.call(), 2).status(2, "Failure", Names.of(refusal.kind()));
    control(
        event,
        2,
        switch (refusal.kind()) {
          case UNAUTHENTICATED -> 26;
          case INVALID -> 25;
          case UNAVAILABLE -> 27;
          case DENIED, LIMIT, UNEXAMINABLE, SCREENED -> 2;
        });
    refusal.decision().ifPresent(decision -> parts.decision(event, decision));
    refusal
        .status()
        .ifPresent(
            status -> event.body().put("http_response", new CanonicalObject().put("code", status)));
    refusal
        .request()
        .ifPresent(examined -> event.unmapped().put("request", parts.examined(examined)));
    event.note("refused_at", Names.of(refusal.stage()));
    return event.note("code", words.shaped(refusal.code()));
  }

  private static Event classify(Event event, CallFacts call, int severity) {
    return event.classify(6, 6003, 99, call.operation().genAi, severity);
  }

  private static void control(Event event, int action, int disposition) {
    event.profile("security_control");
    event.body().put("action_id", action).put("disposition_id", disposition);
  }

  private void common(CallFacts call, Event event, Tokens tokens, boolean admitted) {
    event.profile("ai_operation");
    parts.cloud(event);
    CanonicalObject nobody =
        new CanonicalObject()
            .put("user", new CanonicalObject().put("name", "unauthenticated").put("type_id", 0));
    event.body().put("actor", call.caller().map(parts::actor).orElse(nobody));
    call.caller()
        .filter(caller -> !caller.tenant().isEmpty())
        .ifPresent(caller -> event.tenant(words.shaped(caller.tenant())));
    event
        .body()
        .put("start_time", call.received().toEpochMilli())
        .put("src_endpoint", Parts.endpoint(call.origin()))
        .put(
            "api",
            new CanonicalObject()
                .put("operation", call.operation().api)
                .put("request", new CanonicalObject().put("uid", call.requestId()))
                .put("service", new CanonicalObject().put("name", parts.emitter().function()))
                .put("version", "v1"));
    event.body().put("message_context", context(call, tokens));
    target(call.target(), event, admitted);
    call.request()
        .ifPresent(
            request -> {
              event
                  .body()
                  .put("raw_data_hash", Parts.fingerprint(request.digest()))
                  .put("raw_data_size", request.bytes());
              event.unmapped().put("received", Parts.content(request));
            });
    event.note("streamed", call.streamed() ? "yes" : "no");
    trace(call, event);
  }

  private void target(Target target, Event event, boolean admitted) {
    CanonicalObject asked = new CanonicalObject();
    target
        .model()
        .ifPresent(
            name -> {
              String model = admitted ? words.shaped(name) : words.known(name);
              String provider = target.provider().map(words::shaped).orElse("unknown");
              event
                  .body()
                  .put(
                      "ai_model",
                      new CanonicalObject().put("name", model).put("ai_provider", provider))
                  .put(
                      "resources",
                      List.of(new CanonicalObject().put("type", "model").put("uid", model)));
            });
    target
        .purpose()
        .ifPresent(name -> asked.put("purpose", admitted ? words.shaped(name) : words.known(name)));
    target.inferenceRegion().ifPresent(name -> asked.put("inference_region", words.shaped(name)));
    if (!asked.isEmpty()) {
      event.unmapped().put("target", asked);
    }
  }

  private CanonicalObject context(CallFacts call, Tokens tokens) {
    CanonicalObject context =
        new CanonicalObject()
            .put("service", new CanonicalObject().put("name", parts.emitter().source()))
            .put("ai_role_id", 2)
            .put("uid", call.target().conversation().map(words::shaped).orElse(call.requestId()));
    call.caller()
        .flatMap(Caller::application)
        .ifPresent(
            name ->
                context.put("application", new CanonicalObject().put("name", words.shaped(name))));
    count(context, "prompt_tokens", tokens.input());
    count(context, "completion_tokens", tokens.output());
    if (tokens.input().isPresent() && tokens.output().isPresent()) {
      context.put("total_tokens", tokens.input().getAsLong() + tokens.output().getAsLong());
    }
    return context;
  }

  private CanonicalObject model(ModelReply reply) {
    CanonicalObject object =
        new CanonicalObject()
            .putStrings("finish_reasons", words.shaped(reply.finishReasons()))
            .putStrings("tool_calls", words.shaped(reply.toolCalls()))
            .put("tool_call_count", reply.toolCallCount());
    count(object, "cached_tokens", reply.tokens().cached());
    count(object, "reasoning_tokens", reply.tokens().reasoning());
    reply.servedModel().ifPresent(name -> object.put("served", words.shaped(name)));
    reply.responseId().ifPresent(id -> object.put("response_id", words.shaped(id)));
    reply.upstreamStatus().ifPresent(status -> object.put("upstream_status", status));
    reply.latency().ifPresent(time -> object.put("latency_ms", time.toMillis()));
    reply.firstChunk().ifPresent(time -> object.put("first_chunk_ms", time.toMillis()));
    reply.body().ifPresent(body -> object.put("body", Parts.content(body)));
    reply.credential().ifPresent(used -> object.put("credential", credential(used)));
    return object;
  }

  /** The version as rotations name it, so that the two can be laid side by side. */
  private CanonicalObject credential(ModelReply.Credential used) {
    String version = used.version();
    return new CanonicalObject()
        .put("version", Ids.fits(version) ? version : words.version(version))
        .put("renewed", used.renewed() ? "yes" : "no");
  }

  private static void count(CanonicalObject object, String name, OptionalLong count) {
    count.ifPresent(value -> object.put(name, value));
  }

  private static void trace(CallFacts call, Event event) {
    call.trace()
        .traceId()
        .ifPresent(
            id -> {
              event.profile("trace");
              CanonicalObject trace = new CanonicalObject().put("uid", id);
              call.trace()
                  .spanId()
                  .ifPresent(
                      span ->
                          trace.put(
                              "span",
                              new CanonicalObject()
                                  .put("uid", span)
                                  .put("start_time", call.received().toEpochMilli())
                                  .put("end_time", event.time())));
              event.body().put("trace", trace);
            });
  }
}
