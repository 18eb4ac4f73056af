package dev.portcullis.inference.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.inference.reply.UnfitReplyException.Reason;
import dev.portcullis.redaction.session.RedactionSession;
import dev.portcullis.redaction.session.ReplyFilter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts that arrive in pieces, one after the other at the same place: one filter a place, so that
 * any cutting gives what the whole text gives.
 */
final class StreamedTexts implements ReplyTexts {
  /** More texts at once than any reply has. */
  private static final int MOST = 10_000;

  /** So much of what came of a name is kept to examine the next piece with. */
  private static final int LONGEST_NAME = 1_024;

  private final RedactionSession session;
  private final WholeTexts complete;
  private final Map<Place, ReplyFilter> open = new LinkedHashMap<>();
  private final Map<Place, String> names = new HashMap<>();
  private boolean ended;

  StreamedTexts(RedactionSession session) {
    this.session = session;
    this.complete = new WholeTexts(session);
  }

  @Override
  public String text(Place place, ReplyFilter.Form form, String value) throws UnfitReplyException {
    if (ended && !value.isEmpty()) {
      // What comes behind the end could be the second half of a value whose first half is out.
      throw new UnfitReplyException(Reason.GARBAGE);
    }
    if (open.size() + names.size() >= MOST || !place.takesText()) {
      throw new UnfitReplyException(Reason.GARBAGE);
    }
    ReplyFilter filter = open.computeIfAbsent(place, unused -> session.replyFilter(form));
    return checked(filter, filter.push(value));
  }

  /** A name should come whole; one that comes in pieces is examined as a whole too. */
  @Override
  public String whole(Place place, String value) throws UnfitReplyException {
    String before = names.getOrDefault(place, "");
    String together = before + value;
    names.put(place, together.substring(Math.max(0, together.length() - LONGEST_NAME)));
    String piece = complete.whole(place, value);
    // Some servers repeat the name in every chunk; equal pieces can still be halves of a value.
    if (!before.isEmpty()
        && !complete.whole(place, together).equals(complete.whole(place, before) + piece)) {
      throw new UnfitReplyException(Reason.WITHHELD);
    }
    return piece;
  }

  /** Ends every text and puts what was held back below {@code root}; true if there was any. */
  boolean end(ObjectNode root) throws UnfitReplyException {
    ended = true;
    boolean any = false;
    for (Map.Entry<Place, ReplyFilter> text : open.entrySet()) {
      String rest = checked(text.getValue(), text.getValue().finish());
      if (!rest.isEmpty()) {
        text.getKey().append(root, rest);
        any = true;
      }
    }
    open.clear();
    return any;
  }

  private static String checked(ReplyFilter filter, String text) throws UnfitReplyException {
    if (filter.withheld().isPresent()) {
      throw new UnfitReplyException(Reason.WITHHELD);
    }
    return text;
  }
}
