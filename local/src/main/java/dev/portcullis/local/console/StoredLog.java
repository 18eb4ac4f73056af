package dev.portcullis.local.console;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Hint;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.Prover;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** A log in its stores, as the page sees it. Safe for concurrent use as far as the stores are. */
final class StoredLog implements LogView {
  private static final int PAGE = 1_000;
  private static final int ED25519 = 32;

  private record Verified(Instant at, int faults) {}

  private final dev.portcullis.audit.verify.LogView view;
  private final KeyRing keys;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Optional<Verified> verified = Optional.empty();

  StoredLog(
      dev.portcullis.audit.verify.LogView view,
      KeyRing keys,
      InstantSource clock,
      RandomGenerator random) {
    this.view = view;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  void verify() {
    Report report =
        new LogVerifier(keys, AuditTrail.LEAST_RETENTION, random)
            .verify(view, (commits, entries) -> {});
    verified = Optional.of(new Verified(clock.instant(), report.faults().size()));
  }

  @Override
  public Health health() {
    Optional<SignedNote> note = readable(() -> view.published("checkpoint").map(SignedNote::parse));
    long size = readable(() -> note.map(keys::checkpoint)).map(Checkpoint::size).orElse(0L);
    Optional<Commit> last = last();
    long others =
        note.map(
                signed ->
                    signed.signatures().stream()
                        .filter(line -> !line.name().equals(keys.origin()))
                        .map(SignedNote.Line::name)
                        .distinct()
                        .count())
            .orElse(0L);
    return new Health(
        size,
        waiting(last),
        last.map(commit -> Instant.ofEpochMilli(commit.time())),
        (int) others,
        verified.map(Verified::at),
        verified.map(Verified::faults).orElse(0),
        publicKey());
  }

  /** The commit of the published checkpoint; the page's times are the log's own. */
  private Optional<Commit> last() {
    return readable(
        () ->
            view.published(Hint.KEY)
                .flatMap(Hint::parse)
                .flatMap(hint -> view.stored(Commit.key(hint.number())))
                .map(Commit::parse));
  }

  /** What is damaged is as good as absent here: the page goes on, and shows the verification. */
  private static <T> Optional<T> readable(Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (PortException e) {
      if (e.code() == PortException.Code.CORRUPT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How many sealed batches of the last half hour no checkpoint covers, at most a page of them. */
  private long waiting(Optional<Commit> last) {
    long from = last.map(Commit::horizon).orElse(0L);
    String after = from == 0 ? IntakeKeys.PREFIX : IntakeKeys.before(from);
    List<Entry> listed = view.list(IntakeKeys.PREFIX, after, PAGE);
    return listed.stream()
        .filter(entry -> last.isEmpty() || !last.get().recent().contains(entry.key()))
        .count();
  }

  @Override
  public Optional<Proof> prove(long index) {
    return new Prover(view, keys)
        .prove(index)
        .map(
            proven -> {
              byte[] note = proven.proof().checkpoint();
              return new Proof(
                  new String(note, StandardCharsets.UTF_8),
                  keys.checkpoint(SignedNote.parse(note)).size(),
                  proven.proof().hashes());
            });
  }

  private byte[] publicKey() {
    byte[] encoded =
        keys.keys().stream()
            .filter(key -> key.type() == VerifierKey.Type.ED25519)
            .findFirst()
            .orElseThrow()
            .key()
            .getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - ED25519, encoded.length);
  }
}
