package dev.portcullis.inference.reply;

import dev.portcullis.redaction.session.ReplyFilter;

/** Examines the texts of a reply where they stand. */
interface ReplyTexts {

  /** What may go on of a text; of one that streams, what may go on by now. */
  String text(Place place, ReplyFilter.Form form, String value) throws UnfitReplyException;

  /** What may go on of a short text that comes whole, such as a tool's name. */
  String whole(Place place, String value) throws UnfitReplyException;
}
