package dev.portcullis.inference;

import dev.portcullis.audit.record.CallOutcome.Ending;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.inference.reply.ChatEvents;
import dev.portcullis.inference.reply.EventFilter;
import dev.portcullis.inference.reply.EventStream;
import dev.portcullis.inference.reply.ModelError;
import dev.portcullis.inference.reply.ReplyJson;
import dev.portcullis.inference.reply.ResponseEvents;
import dev.portcullis.inference.reply.ServerEvent;
import dev.portcullis.inference.reply.UnfitReplyException;
import dev.portcullis.inference.reply.WholeReply;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes an admitted call whose intent is durable, and delivers the examined reply; however it ends,
 * its outcome is recorded before the caller gets the end of the answer.
 */
final class ModelCall {
  private static final int MOST_REPLY_BYTES = 32 << 20;

  private final Function<String, Model> models;
  private final Settings settings;
  private final ReplyJson json;
  private final Outcomes outcomes;

  ModelCall(Function<String, Model> models, Settings settings, ReplyJson json, Outcomes outcomes) {
    this.models = models;
    this.settings = settings;
    this.json = json;
    this.outcomes = outcomes;
  }

  /** Throws only if the caller is gone; everything else ends in an answer. */
  void run(Admitted call, Outbound answer) throws IOException {
    Outcome outcome = outcomes.of(call);
    EventSink sink = new EventSink(answer, call.state().requestId(), outcomes.digest("delivered"));
    try {
      try (Model.Reply reply = send(call)) {
        outcome.answered(reply);
        if (reply.status() != 200) {
          throw rejected(call, reply, outcome);
        } else if (call.body().stream() && call.route() != Route.EMBEDDINGS) {
          stream(call, reply, outcome, sink);
        } else {
          whole(call, reply, outcome, answer);
        }
      }
    } catch (EndedException ended) {
      fail(ended, outcome, sink, answer);
    } catch (UnfitReplyException unfit) {
      fail(ended(unfit), outcome, sink, answer);
    } catch (UnrecordedException unrecorded) {
      // The reply was good and its outcome is not durable: without a record there is no answer.
      tell(ErrorCode.AUDIT_UNAVAILABLE, ErrorCode.AUDIT_UNAVAILABLE.message(), sink, answer);
    } catch (RuntimeException | StackOverflowError failed) {
      // The cause may quote the reply, so only that something failed is known.
      fail(new EndedException(Ending.FAILED, ErrorCode.INTERNAL_ERROR), outcome, sink, answer);
    }
  }

  private Model.Reply send(Admitted call) throws EndedException {
    try {
      return models
          .apply(call.body().model())
          .send(
              new Model.Call(
                  call.route().upstream(),
                  call.body().model(),
                  call.redacted(),
                  call.body().stream(),
                  call.state().requestId(),
                  settings.modelTimeout()));
    } catch (PortException failed) {
      throw switch (failed.code()) {
        case TIMEOUT -> EndedException.timeout();
        case DENIED, MISSING ->
            new EndedException(Ending.UPSTREAM_ERROR, ErrorCode.UPSTREAM_CREDENTIAL);
        default -> new EndedException(Ending.UPSTREAM_ERROR, ErrorCode.UPSTREAM_UNAVAILABLE);
      };
    }
  }

  private void whole(Admitted call, Model.Reply reply, Outcome outcome, Outbound answer)
      throws EndedException, UnfitReplyException, UnrecordedException, IOException {
    byte[] bytes = read(reply, outcome);
    WholeReply examined =
        WholeReply.examine(
            json, bytes, call.route().reply(), call.session(), call.unexamined(), outcome.facts());
    Digests.Running delivered = outcomes.digest("delivered");
    delivered.update(examined.body(), 0, examined.body().length);
    outcome.removed(examined.removed());
    // If we crash here, the call is unfinished in the log and the caller has got nothing.
    outcomes.record(outcome.delivered(delivered.finish(), false));
    answer.send(
        200, ErrorAnswer.headers(ErrorAnswer.JSON, call.state().requestId()), examined.body());
  }

  private static byte[] read(Model.Reply reply, Outcome outcome)
      throws EndedException, UnfitReplyException {
    byte[] bytes;
    try (InputStream body = outcome.watched(reply.body())) {
      bytes = body.readNBytes(MOST_REPLY_BYTES + 1);
    } catch (IOException broken) {
      throw new UnfitReplyException(EventStream.reason(broken));
    }
    if (bytes.length > MOST_REPLY_BYTES) {
      throw EndedException.garbage();
    }
    return bytes;
  }

  private void stream(Admitted call, Model.Reply reply, Outcome outcome, EventSink sink)
      throws EndedException, UnfitReplyException, UnrecordedException {
    if (!reply.contentType().equals("text/event-stream")) {
      throw EndedException.garbage();
    }
    EventFilter filter = filter(call, outcome);
    EventStream events = new EventStream(outcome.watched(reply.body()));
    List<ServerEvent> last = List.of();
    while (!filter.complete()) {
      Optional<ServerEvent> event = events.next();
      if (event.isEmpty()) {
        throw EndedException.truncated();
      }
      List<ServerEvent> out = filter.take(event.get());
      outcome.removed(filter.removed());
      if (filter.complete()) {
        last = out;
      } else {
        write(sink, out);
      }
    }
    // If we crash here, the caller has not got the event that ends the answer.
    outcomes.record(outcome.delivered(sink.digestWith(last), sink.buffered()));
    try {
      sink.end(last);
    } catch (IOException goneAtTheEnd) {
      // Everything was examined and written; the caller left during the last bytes.
    }
  }

  private EventFilter filter(Admitted call, Outcome outcome) {
    return call.route() == Route.CHAT
        ? new ChatEvents(
            json, call.session(), call.unexamined(), call.body().includeUsage(), outcome.facts())
        : new ResponseEvents(json, call.session(), call.unexamined(), outcome.facts());
  }

  private static void write(EventSink sink, List<ServerEvent> events) throws EndedException {
    try {
      sink.write(events);
    } catch (IOException gone) {
      throw EndedException.callerGone();
    }
  }

  private EndedException rejected(Admitted call, Model.Reply reply, Outcome outcome)
      throws EndedException {
    int status = reply.status();
    String detail = "";
    if (status < 500 && status != 401 && status != 403) {
      try {
        detail = ModelError.of(json.object(read(reply, outcome)), call.session()).detail();
      } catch (UnfitReplyException unread) {
        detail = "";
      }
    }
    ErrorCode code =
        switch (status) {
          case 401, 403 -> ErrorCode.UPSTREAM_CREDENTIAL;
          case 408, 504 -> ErrorCode.UPSTREAM_TIMEOUT;
          case 429 -> ErrorCode.UPSTREAM_RATE_LIMIT;
          default ->
              status >= 400 && status < 500
                  ? ErrorCode.UPSTREAM_REJECTED
                  : ErrorCode.UPSTREAM_ERROR;
        };
    return new EndedException(Ending.UPSTREAM_ERROR, code, detail);
  }

  private static EndedException ended(UnfitReplyException unfit) {
    return switch (unfit.reason()) {
      case WITHHELD -> EndedException.withheld();
      case GARBAGE -> EndedException.garbage();
      case TRUNCATED -> EndedException.truncated();
      case TIMEOUT -> EndedException.timeout();
      case ERROR ->
          new EndedException(Ending.UPSTREAM_ERROR, ErrorCode.UPSTREAM_ERROR, unfit.detail());
    };
  }

  private void fail(EndedException ended, Outcome outcome, EventSink sink, Outbound answer)
      throws IOException {
    ErrorCode code = ended.code();
    String message = ended.message();
    try {
      outcomes.record(outcome.failed(ended, sink.digest(), sink.begun()));
    } catch (UnrecordedException unrecorded) {
      code = ErrorCode.AUDIT_UNAVAILABLE;
      message = code.message();
    }
    if (ended.ending() != Ending.CLIENT_GONE) {
      tell(code, message, sink, answer);
    }
  }

  private static void tell(ErrorCode code, String message, EventSink sink, Outbound answer)
      throws IOException {
    byte[] error = ErrorAnswer.openAi(code.status(), code.code(), message, null, sink.requestId());
    if (sink.begun()) {
      sink.end(List.of(new ServerEvent("error", new String(error, StandardCharsets.UTF_8))));
    } else {
      answer.send(code.status(), ErrorAnswer.headers(ErrorAnswer.JSON, sink.requestId()), error);
    }
  }
}
