package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that a JSON service refuses: the status, its name of the error, and what it says. */
final class JsonRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;
  private final transient ObjectNode more = JsonNodeFactory.instance.objectNode();

  JsonRefusal(String code, String message) {
    this(400, code, message);
  }

  JsonRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** What the request says that no such service takes. */
  static JsonRefusal validation(String message) {
    return new JsonRefusal("ValidationException", message);
  }

  /** Further members of the error. */
  ObjectNode more() {
    return more;
  }

  WireReply reply(String contentType, String namespace) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", namespace + code);
    body.put("message", getMessage());
    body.setAll(more);
    return WireReply.of(status, contentType, body.toString())
        .with("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000");
  }
}
