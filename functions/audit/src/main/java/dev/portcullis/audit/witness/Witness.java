package dev.portcullis.audit.witness;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.Cosignature;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.Proofs;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.RecordStore.Versioned;
import dev.portcullis.ports.Signer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cosigns a log's heads as long as each continues the last one it cosigned, whoever asks; so one
 * log cannot show two histories without one of them lacking this signature.
 *
 * <p>The state is one record per log, changed by compare-and-set before anything is signed: of
 * racing requests at most one is answered with a signature. A refused head that a trusted key
 * signed is kept as evidence. Safe for concurrent use; any number of instances may share a store.
 */
public final class Witness {
  private final String name;
  private final Signer signer;
  private final Map<String, KeyRing> logs;
  private final RecordStore store;
  private final InstantSource clock;

  /**
   * A witness.
   *
   * @param name its name, under which it signs
   * @param signer an Ed25519 key that signs for this witness and nothing else
   * @param logs the keys of the logs it follows, by origin
   * @param store its state; keys start with {@code witness/}
   * @param clock its time, which its signatures carry
   */
  public Witness(
      String name,
      Signer signer,
      Map<String, KeyRing> logs,
      RecordStore store,
      InstantSource clock) {
    this.name = name;
    this.signer = signer;
    this.logs = Map.copyOf(logs);
    this.store = store;
    this.clock = clock;
  }

  /**
   * An HTTP answer.
   *
   * @param status 200, 400, 403, 404, 409 or 422
   * @param contentType of the body
   * @param body signature lines; for 409 the size that the witness has
   */
  public record Answer(int status, String contentType, String body) {}

  /** The key that verifies this witness's cosignatures. */
  public VerifierKey key() {
    return Cosignature.key(name, signer);
  }

  /**
   * Answers an {@code add-checkpoint} request.
   *
   * @throws PortException if the state cannot be read or written; nothing was signed then
   */
  public Answer add(byte[] body) {
    AddCheckpoint request;
    Checkpoint head;
    try {
      request = AddCheckpoint.parse(body);
      head = Checkpoint.parse(request.checkpoint().text());
    } catch (PortException e) {
      return refused(400, "the request cannot be read");
    }
    KeyRing keys = logs.get(head.origin());
    if (keys == null) {
      return refused(404, "a log that this witness does not follow");
    }
    try {
      keys.open(request.checkpoint());
    } catch (PortException e) {
      return refused(403, "no key of this log signed it");
    }
    if (request.oldSize() > head.size()) {
      return refused(400, "the old size is beyond the new one");
    }
    return decide(request, head);
  }

  private Answer decide(AddCheckpoint request, Checkpoint head) {
    String record = "witness/" + hash(head.origin());
    Optional<Versioned> known = store.read(record);
    Checkpoint last =
        known
            .map(r -> Checkpoint.parse(new String(r.body(), StandardCharsets.UTF_8)))
            .orElseGet(() -> new Checkpoint(head.origin(), 0, TreeHash.empty()));
    if (request.oldSize() != last.size()) {
      return conflict(last.size());
    }
    if (head.size() == last.size() && !Arrays.equals(head.root(), last.root())) {
      evidence(request);
      return conflict(last.size());
    }
    if (!continues(last, head, request.proof())) {
      evidence(request);
      return refused(422, "the proof does not show that it continues the last one");
    }
    // The same head asked for again changes nothing, so two such requests at once are no conflict,
    // which a log could only take for a fork.
    if (known.isEmpty() || head.size() > last.size()) {
      byte[] state = head.text().getBytes(StandardCharsets.UTF_8);
      String expected = known.map(Versioned::version).orElse(RecordStore.ABSENT);
      // The state first: if we crash here, the head is known and a later request gets its
      // signature.
      if (store.write(record, state, expected).isEmpty()) {
        // Another request was first. Sizes only grow, so the next look is at another state.
        return decide(request, head);
      }
    }
    SignedNote.Line line =
        Cosignature.sign(name, signer, clock.instant(), request.checkpoint().text());
    return new Answer(200, "text/plain; charset=utf-8", line.render());
  }

  private static boolean continues(Checkpoint last, Checkpoint head, List<byte[]> proof) {
    return last.size() == 0
        ? proof.isEmpty() && (head.size() > 0 || Arrays.equals(head.root(), TreeHash.empty()))
        : Proofs.consistent(last.size(), last.root(), head.size(), head.root(), proof);
  }

  /**
   * Keeps what the log's own key signed and must not have, once for each head: nobody who has no
   * key of the log can fill the store, however often and with whatever proof it is sent.
   */
  private void evidence(AddCheckpoint request) {
    String key = "witness/evidence/" + hash(request.checkpoint().text());
    store.write(key, request.render(), RecordStore.ABSENT);
  }

  private static String hash(String text) {
    byte[] digest = TreeHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  private static Answer conflict(long size) {
    return new Answer(409, "text/x.tlog.size", size + "\n");
  }

  private static Answer refused(int status, String why) {
    return new Answer(status, "text/plain; charset=utf-8", why + "\n");
  }
}
