package dev.portcullis.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.ports.PortException;
import org.junit.jupiter.api.function.Executable;

/** Holds that a call is refused with one code; which words it uses is the adapter's business. */
final class Refusals {
  private Refusals() {}

  static void refuses(PortException.Code code, Executable call) {
    assertEquals(code, assertThrows(PortException.class, call).code());
  }
}
