package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter.Form;

/** A model's own error: its message helps the caller, and is examined like any other text. */
public final class ModelError {
  private static final int LONGEST = 2_000;

  private ModelError() {}

  /** The error that a reply reports, with its message examined or left out. */
  public static UnfitReplyException of(JsonNode reply, RedactionSession session) {
    JsonNode error = reply.path("error");
    String message = error.isTextual() ? error.textValue() : error.path("message").asText("");
    if (message.length() > LONGEST) {
      return new UnfitReplyException(Reason.ERROR);
    }
    try {
      return new UnfitReplyException(
          Reason.ERROR, new WholeTexts(session).filtered(Form.TEXT, message));
    } catch (UnfitReplyException withheld) {
      return new UnfitReplyException(Reason.ERROR);
    }
  }
}
