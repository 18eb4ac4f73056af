package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A text and the signatures under it, in the form of C2SP signed-note. Reading one checks its form;
 * whether a signature holds is asked of a {@link VerifierKey}.
 *
 * @param text ends with a newline; what the signatures are over
 * @param signatures at least one when read, any number while it is being made
 */
public record SignedNote(String text, List<Line> signatures) {
  private static final int MOST_SIGNATURES = 64;
  private static final int LONGEST = 1 << 20;

  /**
   * One signature line.
   *
   * @param name the key's name
   * @param keyId the key's number, which also says how it signs
   * @param signature what follows the key's number
   */
  public record Line(String name, int keyId, byte[] signature) {
    public Line {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(signature, "signature");
    }

    /** The line as it stands under a note, with its newline. */
    public String render() {
      byte[] bytes = ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /**
     * Reads one line without its newline.
     *
     * @throws PortException CORRUPT if it is not one
     */
    public static Line parse(String line) {
      String[] part = line.split(" ", -1);
      if (part.length != 3 || !part[0].equals("\u2014") || !VerifierKey.isName(part[1])) {
        throw corrupt();
      }
      byte[] bytes = decode(part[2]);
      if (bytes.length < 5) {
        throw corrupt();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int keyId = buffer.getInt();
      byte[] signature = new byte[buffer.remaining()];
      buffer.get(signature);
      return new Line(part[1], keyId, signature);
    }
  }

  public SignedNote {
    Objects.requireNonNull(text, "text");
    signatures = List.copyOf(signatures);
  }

  /** The note as it is stored and sent. */
  public byte[] render() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.render()));
    return note.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The same text with more signatures under it. */
  public SignedNote with(List<Line> more) {
    List<Line> all = new ArrayList<>(signatures);
    all.addAll(more);
    return new SignedNote(text, all);
  }

  /**
   * Reads a note.
   *
   * @throws PortException CORRUPT if it is not exactly one
   */
  public static SignedNote parse(byte[] note) {
    String all = utf8(note);
    int split = all.lastIndexOf("\n\n");
    if (split < 0 || !all.endsWith("\n") || split + 2 == all.length()) {
      throw corrupt();
    }
    List<Line> signatures = new ArrayList<>();
    for (String line : all.substring(split + 2, all.length() - 1).split("\n", -1)) {
      if (signatures.size() == MOST_SIGNATURES) {
        throw corrupt();
      }
      signatures.add(Line.parse(line));
    }
    return new SignedNote(all.substring(0, split + 1), signatures);
  }

  private static String utf8(byte[] note) {
    if (note.length > LONGEST) {
      throw corrupt();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note)).toString();
      if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
        throw corrupt();
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new PortException(Code.CORRUPT, "a signed note is not UTF-8", e);
    }
  }

  /** Base 64 in the one spelling that an encoder writes; anything else is CORRUPT. */
  static byte[] decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
        throw corrupt();
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new PortException(Code.CORRUPT, "base64 that is none", e);
    }
  }

  private static PortException corrupt() {
    return new PortException(Code.CORRUPT, "not a signed note");
  }
}
