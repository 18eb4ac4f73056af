package dev.portcullis.redaction.validate;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class ValidatorsTest {
  @Test
  void everyNameIsMadeWhenItIsFirstNeeded() {
    char[] text = "A12345678901234567".toCharArray();
    for (String name : Validators.names()) {
      try {
        assertNotNull(Validators.named(name).check(text, 0, 9), name);
      } catch (IllegalStateException missing) {
        throw new AssertionError(name, missing);
      } catch (IndexOutOfBoundsException | NumberFormatException lengthOfAnother) {
        continue;
      }
    }
  }

  @Test
  void anUnknownNameIsRefusedAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> Validators.named("no-such-rule"));
  }
}
