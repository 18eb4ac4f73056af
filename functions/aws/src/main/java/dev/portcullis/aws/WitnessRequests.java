package dev.portcullis.aws;

import dev.portcullis.audit.witness.Witness;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.aws.event.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Passes an {@code add-checkpoint} request in a direct invocation to the witness: {@code {"body":
 * base64}} in, {@code {"status", "content_type", "body"}} out, the body as text.
 */
final class WitnessRequests {
  private final Witness witness;

  WitnessRequests(Witness witness) {
    this.witness = Objects.requireNonNull(witness, "witness");
  }

  byte[] answer(Fields request) {
    byte[] body;
    try {
      body = Base64.getDecoder().decode(request.only("body").text("body"));
    } catch (IllegalArgumentException notBase64) {
      throw new BadEventException("body is not base64");
    }
    Witness.Answer answer = witness.add(body);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("status", answer.status());
    told.put("content_type", answer.contentType());
    told.put("body", answer.body());
    return StrictJson.write(told).getBytes(StandardCharsets.UTF_8);
  }
}
