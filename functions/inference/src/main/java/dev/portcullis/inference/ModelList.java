package dev.portcullis.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portcullis.authorization.PolicyDecider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The models that the caller may see, in OpenAI's form. */
final class ModelList {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ModelList() {}

  static byte[] of(PolicyDecider policies, Access access) {
    List<String> visible =
        policies.catalogue("Model").stream().filter(id -> access.view(id).permitted()).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("object", "list");
      out.writeArrayFieldStart("data");
      for (String id : visible) {
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeStringField("object", "model");
        out.writeNumberField("created", 0);
        Object provider = policies.facts("Model", id).get("provider");
        out.writeStringField("owned_by", provider instanceof String name ? name : "unknown");
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory does not fail", impossible);
    }
    return bytes.toByteArray();
  }
}
