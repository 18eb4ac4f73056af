package dev.portcullis.inference;

import dev.portcullis.audit.record.CallFacts.Operation;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.ports.Model;
import dev.portcullis.redaction.json.MessageShape;
import java.util.Arrays;
import java.util.Optional;

/** The routes that reach a model or tell of models. */
enum Route {
  CHAT("POST", "/v1/chat/completions", Operation.CHAT_COMPLETIONS),
  RESPONSES("POST", "/v1/responses", Operation.RESPONSES),
  EMBEDDINGS("POST", "/v1/embeddings", Operation.EMBEDDINGS),
  MODELS("GET", "/v1/models", Operation.MODELS);

  private final String method;
  private final String path;
  private final Operation recorded;

  Route(String method, String path, Operation recorded) {
    this.method = method;
    this.path = path;
    this.recorded = recorded;
  }

  /** The route of a request; empty if its path is none of ours, whatever its method. */
  static Optional<Route> of(RequestHead head) {
    return Arrays.stream(values()).filter(route -> route.path.equals(head.path())).findFirst();
  }

  /** As the policies know it, for example {@code POST /v1/responses}. */
  String id() {
    return method + " " + path;
  }

  String method() {
    return method;
  }

  /** As the records name it. */
  Operation recorded() {
    return recorded;
  }

  /** What a model is asked to do. */
  Model.Operation upstream() {
    return switch (this) {
      case CHAT -> Model.Operation.CHAT_COMPLETIONS;
      case RESPONSES -> Model.Operation.RESPONSES;
      case EMBEDDINGS -> Model.Operation.EMBEDDINGS;
      case MODELS -> throw new IllegalStateException("no model is called");
    };
  }

  /** The shape of a request's body. */
  MessageShape request() {
    return switch (this) {
      case CHAT -> MessageShape.OPENAI_CHAT;
      case RESPONSES -> MessageShape.OPENAI_RESPONSES;
      case EMBEDDINGS -> MessageShape.OPENAI_EMBEDDINGS;
      case MODELS -> MessageShape.ANY;
    };
  }

  /** The shape of a whole answer's body. */
  MessageShape reply() {
    return switch (this) {
      case CHAT -> MessageShape.OPENAI_CHAT_REPLY;
      case RESPONSES -> MessageShape.OPENAI_RESPONSES_REPLY;
      case EMBEDDINGS -> MessageShape.OPENAI_EMBEDDINGS_REPLY;
      case MODELS -> MessageShape.ANY;
    };
  }
}
