package dev.portcullis.inference.reply;

import java.util.List;

/** Examines the events of one streamed reply; one thread, one reply. */
public interface EventFilter {

  /** What may go to the caller now that this event has come. */
  List<ServerEvent> take(ServerEvent event) throws UnfitReplyException;

  /**
   * True once the event that ends the reply has come. What {@link #take} gave for it then is the
   * end of the answer.
   */
  boolean complete();

  /** How many parts were taken out because nothing could examine them. */
  int removed();
}
