package dev.portcullis.rotation;

import dev.portcullis.ports.SecretText;
import java.util.Optional;

/** What a person hands over is taken for a key only if a provider could have given it out. */
public final class HandedKey {
  /** No provider's key is near it. */
  public static final int MOST_CHARACTERS = 4_096;

  private HandedKey() {}

  /**
   * The key in a text, without the space and the line's end around it; empty if the text is longer
   * than {@link #MOST_CHARACTERS} or is not one word of visible ASCII characters.
   */
  public static Optional<SecretText> of(String text) {
    String key = text.strip();
    boolean usable =
        text.length() <= MOST_CHARACTERS && key.chars().allMatch(c -> c > ' ' && c < 127);
    return key.isEmpty() || !usable
        ? Optional.empty()
        : Optional.of(SecretText.of("handed-over key", key));
  }
}
