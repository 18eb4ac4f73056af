package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.SignedNote;
import java.util.List;

/**
 * Asks witnesses for their cosignatures under a checkpoint before it is published.
 *
 * <p>A witness that is down or refuses costs its signature and nothing else: no failure of a
 * witness may be thrown from here.
 */
public interface Cosigners {

  /**
   * What the witnesses answered.
   *
   * @param lines signatures that hold, of witnesses that are known
   * @param quorum true if they are as many as the policy asks for
   */
  record Answer(List<SignedNote.Line> lines, boolean quorum) {
    public Answer {
      lines = List.copyOf(lines);
    }
  }

  /** Asks for cosignatures under a signed checkpoint whose tiles are all written. */
  Answer cosign(SignedNote checkpoint);

  /** True if a checkpoint carries as many cosignatures as the policy asks for. */
  boolean enough(SignedNote checkpoint);

  /** No witnesses, and none asked for. */
  static Cosigners none() {
    return new Cosigners() {
      @Override
      public Answer cosign(SignedNote checkpoint) {
        return new Answer(List.of(), true);
      }

      @Override
      public boolean enough(SignedNote checkpoint) {
        return true;
      }
    };
  }
}
