package dev.portcullis.inference;

import dev.portcullis.audit.record.CallOutcome;
import dev.portcullis.audit.record.CallOutcome.Ending;
import dev.portcullis.audit.record.ContentDigest;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Examined;
import dev.portcullis.audit.record.ModelReply;
import dev.portcullis.inference.reply.ReplyFacts;
import dev.portcullis.limits.Usage;
import dev.portcullis.ports.Model;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is learnt of a call from the moment it goes to the model; for one thread. */
final class Outcome {
  private final Admitted call;
  private final InstantSource clock;
  private final Digests.Running received;
  private final Instant sent;
  private final ReplyFacts facts = new ReplyFacts();
  private OptionalInt status = OptionalInt.empty();
  private Optional<Model.Credential> credential = Optional.empty();
  private Optional<Duration> firstByte = Optional.empty();
  private Optional<ContentDigest> body = Optional.empty();
  private int removed;

  Outcome(Admitted call, InstantSource clock, Digests.Running received) {
    this.call = call;
    this.clock = clock;
    this.received = received;
    this.sent = clock.instant();
  }

  Admitted call() {
    return call;
  }

  ReplyFacts facts() {
    return facts;
  }

  void answered(Model.Reply reply) {
    status = OptionalInt.of(reply.status());
    credential = reply.credential();
  }

  void removed(int parts) {
    removed = parts;
  }

  /** The stream itself; what is read from it is digested, and its first byte timed. */
  InputStream watched(InputStream body) {
    return new FilterInputStream(body) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
          received.update(into, offset, count);
          firstByte = firstByte.or(() -> Optional.of(since()));
        }
        return count;
      }
    };
  }

  /** A good end: everything the caller is due was examined. */
  Ended delivered(ContentDigest delivered, boolean buffered) {
    return new Ended(this, Ending.DELIVERED, "", OptionalInt.of(200), delivered, buffered);
  }

  /** Any other end. */
  Ended failed(EndedException ended, ContentDigest delivered, boolean begun) {
    int answered = begun ? 200 : ended.code().status();
    boolean gone = ended.ending() == Ending.CLIENT_GONE;
    return new Ended(
        this,
        ended.ending(),
        ended.code().code(),
        gone ? OptionalInt.empty() : OptionalInt.of(answered),
        delivered,
        false);
  }

  /** How a call ended, complete but for what it cost. */
  record Ended(
      Outcome outcome,
      Ending ending,
      String code,
      OptionalInt status,
      ContentDigest delivered,
      boolean buffered) {

    /** The tokens to charge: the model's own count, or all that was held if it gave none. */
    Usage usage() {
      OptionalLong in = outcome.facts.tokens().input();
      OptionalLong out = outcome.facts.tokens().output();
      if (in.isPresent()) {
        return new Usage(in.getAsLong(), out.orElse(0));
      }
      boolean refused = outcome.status.isPresent() && outcome.status.getAsInt() != 200;
      return refused ? new Usage(0, 0) : outcome.call.bound();
    }

    CallOutcome record(Examined reply, Optional<Long> spendMicros, String note) {
      CallState state = outcome.call.state();
      return new CallOutcome(
          state.facts(),
          state.decision().orElseThrow(),
          ending,
          state.request().orElseThrow(),
          reply,
          outcome.reply(),
          Optional.of(delivered),
          status,
          buffered,
          spendMicros,
          code.isEmpty() ? note : code);
    }

    Examined examined() {
      return Coverages.reply(
          outcome.call.session().coverage(),
          delivered.bytes(),
          outcome.body.map(ContentDigest::bytes).orElse(0L),
          outcome.removed,
          ending == Ending.WITHHELD);
    }
  }

  /** Closes the digest of what came from the model; once. */
  void close() {
    body = Optional.of(received.finish());
  }

  private ModelReply reply() {
    return new ModelReply(
        facts.model(),
        facts.id(),
        status,
        facts.tokens(),
        facts.finishReasons(),
        facts.tools(),
        facts.toolCalls(),
        Optional.of(since()),
        firstByte,
        body,
        credential.map(used -> new ModelReply.Credential(used.version(), used.renewed())));
  }

  private Duration since() {
    Duration elapsed = Duration.between(sent, clock.instant());
    return elapsed.isNegative() ? Duration.ZERO : elapsed;
  }
}
