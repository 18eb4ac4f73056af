package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.ports.Model;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** A model that answers every operation with a short text, and keeps what it was sent. */
final class FakeModel implements Model {
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}";

  private final List<Call> calls = new ArrayList<>();

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Reply send(Call call) {
    calls.add(call);
    boolean stream = call.stream() && call.operation() != Operation.EMBEDDINGS;
    return new Reply(
        200,
        stream ? "text/event-stream" : "application/json",
        new ByteArrayInputStream(body(call, stream).getBytes(UTF_8)));
  }

  private static String body(Call call, boolean stream) {
    String model = "\"model\":\"" + call.model() + "\"";
    return switch (call.operation()) {
      case EMBEDDINGS ->
          "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
              + "\"embedding\":[0.25,0.5]}],"
              + model
              + ",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}";
      case RESPONSES ->
          "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"completed\","
              + model
              + ",\"output\":[{\"type\":\"message\",\"id\":\"msg_1\",\"status\":\"completed\","
              + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Done.\","
              + "\"annotations\":[]}]}],\"usage\":{\"input_tokens\":5,\"output_tokens\":2,"
              + "\"total_tokens\":7}}";
      case CHAT_COMPLETIONS ->
          stream
              ? chunk(model, "{\"role\":\"assistant\",\"content\":\"Do\"}", "null")
                  + chunk(model, "{\"content\":\"ne.\"}", "null")
                  + chunk(model, "{}", "\"stop\"")
                  + "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                  + model
                  + ",\"choices\":[],"
                  + USAGE
                  + "}\n\ndata: [DONE]\n\n"
              : "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,"
                  + model
                  + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                  + "\"content\":\"Done.\"},\"finish_reason\":\"stop\"}],"
                  + USAGE
                  + "}";
    };
  }

  private static String chunk(String model, String delta, String finish) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
        + model
        + ",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }
}
