package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.redaction.json.MessageShape;
import dev.portcullis.redaction.json.Unexaminable.Kind;
import dev.portcullis.redaction.session.RedactionSession;
import java.util.Set;

/**
 * An answer in one piece, examined whole.
 *
 * @param body what may go to the caller
 * @param removed how many parts were taken out because nothing could examine them
 */
public record WholeReply(byte[] body, int removed) {

  /**
   * Examines an answer.
   *
   * @param admitted what the call may have without examination
   * @param facts collects what the record needs
   * @throws UnfitReplyException GARBAGE if it is no JSON object, WITHHELD if a part could not be
   *     examined
   */
  public static WholeReply examine(
      ReplyJson json,
      byte[] reply,
      MessageShape shape,
      RedactionSession session,
      Set<Kind> admitted,
      ReplyFacts facts)
      throws UnfitReplyException {
    ObjectNode object = json.object(reply);
    if (object.path("error").isObject()) {
      throw ModelError.of(object, session);
    }
    facts.collect(object);
    ReplyTree tree = new ReplyTree(new WholeTexts(session), admitted);
    tree.examine(object, shape.root(), Place.ROOT);
    return new WholeReply(json.bytes(object), tree.removed());
  }
}
