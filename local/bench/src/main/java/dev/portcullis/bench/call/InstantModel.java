package dev.portcullis.bench.call;

import dev.portcullis.ports.Model;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Answers at once, with a placeholder of the request and an address of its own. */
final class InstantModel implements Model {
  @Override
  public Reply send(Call call) {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    int from = body.indexOf("[EMAIL_ADDRESS_");
    String placeholder = from < 0 ? "nobody" : body.substring(from, body.indexOf(']', from) + 1);
    String reply =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1764000000,\"model\":"
            + "\"stand-in\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
            + "{\"role\":\"assistant\",\"content\":\"I wrote to "
            + placeholder
            + " and to mallory@evil.example.\"}}],\"usage\":{\"prompt_tokens\":1000,"
            + "\"completion_tokens\":20,\"total_tokens\":1020}}";
    return new Reply(
        200, "application/json", new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
  }
}
