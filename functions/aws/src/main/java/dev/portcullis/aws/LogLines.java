package dev.portcullis.aws;

import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.ports.PortException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes one line of JSON for whoever operates a function; no secret, prompt or personal value gets
 * into one, because only our own exceptions' messages are written.
 */
final class LogLines implements LogAlarm {
  private final String function;
  private final PrintStream out;

  /**
   * Lines of one function.
   *
   * @param function its name, as its metrics carry it
   * @param out where each line goes
   */
  LogLines(String function, PrintStream out) {
    this.function = function;
    this.out = out;
  }

  /** What a person must look at. */
  @Override
  public void raise(String what, String object) {
    line("ALARM", what, "object", object);
  }

  /** An invocation that failed. */
  void failed(String requestId, Throwable why) {
    line("ERROR", reason(why), "invocation", requestId);
  }

  /** A call of a service that failed, whatever became of it. */
  void callFailed(PortException why) {
    line("ERROR", "a call failed: " + why.getMessage(), "kind", why.code().name());
  }

  /** A look-up that failed, so that nobody can tell who calls. */
  void unchecked(String lookUp) {
    line(
        "ERROR",
        "the caller could not be checked: " + lookUp,
        "code",
        RejectionCode.AUTHENTICATION_UNAVAILABLE.code());
  }

  /** What happened, with one further fact. */
  void info(String what, String name, String value) {
    line("INFO", what, name, value);
  }

  private void line(String level, String what, String name, String value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("function", function);
    line.put("message", what);
    line.put(name, value);
    // One write, so that no other thread's line gets into it.
    byte[] bytes = (StrictJson.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** Other exceptions' messages may quote what they failed on. */
  static String reason(Throwable why) {
    boolean ours =
        why instanceof PortException
            || why instanceof BadEventException
            || why instanceof MisconfiguredException
            || why instanceof FailedInvocation;
    return ours ? String.valueOf(why.getMessage()) : why.getClass().getName();
  }
}
