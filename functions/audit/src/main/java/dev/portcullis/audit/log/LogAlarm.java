package dev.portcullis.audit.log;

/**
 * Hears of what must not happen and a person must look at. It must not throw, because nothing that
 * is durable may depend on it.
 */
@FunctionalInterface
public interface LogAlarm {
  /**
   * Takes an alarm.
   *
   * @param what one sentence, without any value from an entry
   * @param object the key of the object concerned
   */
  void raise(String what, String object);
}
