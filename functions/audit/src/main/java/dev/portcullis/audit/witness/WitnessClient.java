package dev.portcullis.audit.witness;

import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TileTree;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks witnesses to cosign a log's heads, proves to each that the log only grew since its last one,
 * and believes only signatures that hold under the witnesses' known keys.
 *
 * <p>It remembers the size that each witness knows only to save a round trip: a witness that knows
 * another says so and is asked again from there. Not safe for concurrent use.
 */
public final class WitnessClient implements Cosigners {
  private static final int ATTEMPTS = 3;

  /** Sends a body to a witness's {@code add-checkpoint}. */
  @FunctionalInterface
  public interface Transport {
    /** The answer, whatever its status; {@link PortException} only if there is none. */
    Witness.Answer post(byte[] body);
  }

  /**
   * A witness.
   *
   * @param key what verifies its cosignatures
   * @param transport the way to it
   */
  public record Known(VerifierKey key, Transport transport) {}

  private final List<Known> witnesses;
  private final Predicate<Set<VerifierKey>> quorum;
  private final LogView view;
  private final LogAlarm alarm;
  private final Map<String, Long> sizes = new HashMap<>();

  /**
   * Asks these witnesses.
   *
   * @param witnesses those whose signatures count
   * @param quorum how many of them a head needs to be proven; 0 to all
   * @param view the log's tiles, for the proofs
   */
  public WitnessClient(List<Known> witnesses, int quorum, LogView view) {
    this(witnesses, signed -> signed.size() >= quorum, view, (what, object) -> {});
  }

  /**
   * The same with a rule for which of them a head needs.
   *
   * @param quorum true of the keys of witnesses that are enough together
   * @param alarm hears of a witness that has cosigned what this log does not continue
   */
  public WitnessClient(
      List<Known> witnesses, Predicate<Set<VerifierKey>> quorum, LogView view, LogAlarm alarm) {
    this.witnesses = List.copyOf(witnesses);
    this.quorum = quorum;
    this.view = view;
    this.alarm = alarm;
  }

  @Override
  public Answer cosign(SignedNote checkpoint) {
    List<SignedNote.Line> lines = new ArrayList<>();
    Set<VerifierKey> signed = new HashSet<>();
    for (Known witness : witnesses) {
      try {
        ask(witness, checkpoint)
            .ifPresent(
                line -> {
                  lines.add(line);
                  signed.add(witness.key());
                });
      } catch (PortException e) {
        // A witness that does not answer costs its signature; the quorum says whether that matters.
      }
    }
    return new Answer(lines, quorum.test(signed));
  }

  @Override
  public boolean enough(SignedNote checkpoint) {
    Set<VerifierKey> signed = new HashSet<>();
    for (Known witness : witnesses) {
      if (checkpoint.signatures().stream()
          .anyMatch(line -> witness.key().verifies(checkpoint.text(), line))) {
        signed.add(witness.key());
      }
    }
    return quorum.test(signed);
  }

  private Optional<SignedNote.Line> ask(Known witness, SignedNote checkpoint) {
    Checkpoint head = Checkpoint.parse(checkpoint.text());
    String name = witness.key().name();
    boolean refused = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long old = Math.min(sizes.getOrDefault(name, 0L), head.size());
      List<byte[]> proof = new TileTree(head.size(), this::tile).consistency(old);
      AddCheckpoint request = new AddCheckpoint(old, proof, checkpoint);
      Witness.Answer answer = witness.transport().post(request.render());
      if (answer.status() == 200) {
        sizes.put(name, head.size());
        return answer
            .body()
            .lines()
            .map(SignedNote.Line::parse)
            .filter(line -> witness.key().verifies(checkpoint.text(), line))
            .findFirst();
      }
      if (answer.status() == 422) {
        forked(name);
      }
      String size = answer.body().strip();
      if (answer.status() != 409 || !size.matches("0|[1-9][0-9]{0,17}")) {
        return Optional.empty();
      }
      long known = Long.parseLong(size);
      if (known > head.size() || known == old) {
        // It has seen more than this head, perhaps of another instance, which is no fork; or
        // another head of this size, which is one. It will never sign this.
        if (known == old && known == head.size()) {
          if (!refused) {
            // Or another instance asked at the same moment: then the same question has another
            // answer now.
            refused = true;
            continue;
          }
          forked(name);
        }
        return Optional.empty();
      }
      sizes.put(name, known);
    }
    return Optional.empty();
  }

  private void forked(String witness) {
    alarm.raise("a witness has cosigned another history than this log's", witness);
  }

  private byte[] tile(Tile tile) {
    return view.stored(new Tile(tile.level(), tile.index(), Tile.FULL).path())
        .or(() -> view.published(tile.path()))
        .orElseThrow(() -> new PortException(Code.MISSING, tile.path()));
  }
}
