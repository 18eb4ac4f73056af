package dev.portcullis.local.terminal;

/** Text that others wrote, made safe to print. */
public final class PlainText {
  private PlainText() {}

  /** Nothing in the result can move a terminal's cursor, colour it or turn its writing around. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  !Character.isISOControl(c)
                      && Character.getType(c) != Character.FORMAT
                      && Character.getType(c) != Character.SURROGATE;
              safe.appendCodePoint(plain ? c : '\uFFFD');
            });
    return safe.toString().stripTrailing();
  }
}
