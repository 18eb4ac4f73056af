package dev.portcullis.inference;

import dev.portcullis.audit.record.CallRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Records refusals, and then tells the caller; one that cannot be recorded is told as that. */
final class Refusals {
  private final CallLog log;

  Refusals(CallLog log) {
    this.log = log;
  }

  void refuse(CallState call, Refusal refusal, Outbound answer) throws IOException {
    Refusal told = recorded(call, refusal);
    Map<String, String> headers = ErrorAnswer.headers(ErrorAnswer.JSON, call.requestId());
    told.retryAfter()
        .ifPresent(wait -> headers.put("retry-after", Long.toString(wait.toSeconds())));
    answer.send(
        told.status(),
        headers,
        ErrorAnswer.openAi(
            told.status(),
            told.code(),
            told.message(),
            told.param().orElse(null),
            call.requestId()));
  }

  private Refusal recorded(CallState call, Refusal refusal) {
    try {
      log.append(
          List.of(
              new CallRefusal(
                  call.facts(),
                  refusal.kind(),
                  refusal.stage(),
                  refusal.code(),
                  OptionalInt.of(refusal.status()),
                  call.decision(),
                  call.request())));
      return refusal;
    } catch (RuntimeException unrecorded) {
      // Whatever the reason; the cause may quote the call, so it is not kept. What cannot be
      // recorded is not answered in its own words: the caller tries again.
      return Refusal.of(refusal.stage(), ErrorCode.AUDIT_UNAVAILABLE);
    }
  }
}
