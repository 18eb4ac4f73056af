package dev.portcullis.aws;

import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.event.BadEventException;
import dev.portcullis.ports.PortException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes one line of JSON for whoever operates a function; no secret, prompt or personal value gets
 * into one, because only our own exceptions' messages are written.
 */
final class LogLines implements LogAlarm {
  private final String function;
  private final Consumer<String> out;

  /**
   * Lines of one function.
   *
   * @param function its name, as its metrics carry it
   * @param out takes each line
   */
  LogLines(String function, Consumer<String> out) {
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
    out.accept(StrictJson.write(line));
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
