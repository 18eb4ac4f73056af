package dev.portcullis.inference.reply;

import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;

/** Texts that are complete: each is filtered from its start to its end. */
final class WholeTexts implements ReplyTexts {
  private final RedactionSession session;

  WholeTexts(RedactionSession session) {
    this.session = session;
  }

  @Override
  public String text(Place place, ReplyFilter.Form form, String value) throws UnfitReplyException {
    return filtered(form, value);
  }

  @Override
  public String whole(Place place, String value) throws UnfitReplyException {
    return filtered(ReplyFilter.Form.TEXT, value);
  }

  String filtered(ReplyFilter.Form form, String value) throws UnfitReplyException {
    if (value.isEmpty()) {
      return value;
    }
    ReplyFilter filter = session.replyFilter(form);
    String text = filter.push(value) + filter.finish();
    if (filter.withheld().isPresent()) {
      throw new UnfitReplyException(Reason.WITHHELD);
    }
    return text;
  }
}
