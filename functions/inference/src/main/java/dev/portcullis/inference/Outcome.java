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
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is learnt of a call from the moment it goes to the model; for one thread. */
final class Outcome {
  /** No reply takes longer, however steadily it trickles: it would hold a thread for ever. */
  static final Duration LONGEST_REPLY = Duration.ofMinutes(30);

  /** More than any reply has; a stream repeats its envelope with every piece. */
  private static final long MOST_BYTES = 256L << 20;

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
  private long read;

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

  /**
   * The stream itself; what is read from it is digested, and its first byte timed. A reply that
   * goes on for too long ends as one that did not come in time, one that is too large breaks off.
   */
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
        if (since().compareTo(LONGEST_REPLY) > 0) {
          throw new SocketTimeoutException("the model's reply has no end");
        }
        if (count > 0) {
          read += count;
          if (read > MOST_BYTES) {
            throw new IOException("the model's reply is too large");
          }
          received.update(into, offset, count);
          firstByte = firstByte.or(() -> Optional.of(since()));
        }
        return count;
      }
    };
  }

  /**
   * A whole answer: everything the caller is due was examined. Where the answer itself says that
   * the model failed, the caller gets it and the record says so.
   */
  Ended delivered(ContentDigest delivered, boolean buffered) {
    Ending ending = facts.failed() ? Ending.UPSTREAM_ERROR : Ending.DELIVERED;
    String code = facts.failed() ? ErrorCode.UPSTREAM_ERROR.code() : "";
    return new Ended(this, ending, code, OptionalInt.of(200), delivered, buffered);
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
