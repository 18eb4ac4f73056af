package dev.portcullis.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portcullis.ports.SecretText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandedKeyTest {
  @Test
  void aKeyIsTakenWithoutTheSpaceAroundIt() {
    assertEquals(Optional.of(SecretText.of("key", "sk-1")), HandedKey.of(" sk-1\r\n"));
    String longest = "k".repeat(HandedKey.MOST_CHARACTERS);
    assertEquals(Optional.of(SecretText.of("key", longest)), HandedKey.of(longest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "two\nlines", "sk-ü", "sk-\u0000", "sk-\u007f"})
  void whatNoProviderGivesOutIsNoKey(String text) {
    assertEquals(Optional.empty(), HandedKey.of(text));
    assertEquals(Optional.empty(), HandedKey.of("k".repeat(HandedKey.MOST_CHARACTERS + 1)));
  }
}
