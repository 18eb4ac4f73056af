package dev.portcullis.audit.log;

import dev.portcullis.audit.log.Progress.Publication;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import java.util.Optional;

/**
 * Signs the head of a commit that has won and lets the world see it: the checkpoint last of all, so
 * that whoever sees it finds everything it covers.
 */
final class Publisher {
  /** Where readers find the newest signed head. */
  static final String CHECKPOINT = "checkpoint";

  private final PublicationStore published;
  private final NoteSigner signer;
  private final Cosigners cosigners;
  private final LogAlarm alarm;
  private Optional<Hint> written = Optional.empty();

  Publisher(PublicationStore published, NoteSigner signer, Cosigners cosigners, LogAlarm alarm) {
    this.published = published;
    this.signer = signer;
    this.cosigners = cosigners;
    this.alarm = alarm;
  }

  /** The last hint that this instance wrote; others may have written newer ones since. */
  Optional<Hint> written() {
    return written;
  }

  /** What the hint says; empty if there is none to use. */
  Optional<Hint> hint() {
    return published.get(Hint.KEY).flatMap(Hint::parse);
  }

  /**
   * Signs and publishes. A failing key service or a busy store is no failure of the log: commits go
   * on and the next run publishes.
   */
  Publication publish(Commit commit) {
    String text = new Checkpoint(commit.origin(), commit.size(), commit.root()).text();
    try {
      SignedNote note = signer.sign(text);
      Cosigners.Answer answer = cosigners.cosign(note);
      byte[] checkpoint = note.with(answer.lines()).render();
      // If we crash here, the next run signs the same head again, which says nothing new.
      if (published() <= commit.size()) {
        published.replace(CHECKPOINT, checkpoint);
      }
      // If we crash here, the next run finds the old hint and writes the same objects again.
      Hint hint = new Hint(commit.number(), commit.digest(), checkpoint);
      published.replace(Hint.KEY, hint.render());
      written = Optional.of(hint);
      return answer.quorum() ? Publication.PROVEN : Publication.SIGNED;
    } catch (PortException e) {
      if (!e.retryable()) {
        alarm.raise("a committed head could not be signed and published: " + e.code(), CHECKPOINT);
      }
      return Publication.WAITING;
    }
  }

  /** True if readers already see the commit, cosigned by as many witnesses as asked for. */
  boolean done(Hint hint, Commit commit) {
    try {
      return hint.number() == commit.number()
          && published() >= commit.size()
          && cosigners.enough(SignedNote.parse(hint.checkpoint()));
    } catch (PortException e) {
      // A hint that cannot be read is replaced by publishing again.
      return false;
    }
  }

  private long published() {
    try {
      return published
          .get(CHECKPOINT)
          .map(bytes -> Checkpoint.parse(SignedNote.parse(bytes).text()).size())
          .orElse(-1L);
    } catch (PortException e) {
      // What cannot be read is replaced.
      return -1;
    }
  }
}
