package dev.portcullis.audit.tlog;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A public key under its name, in the form that C2SP calls a vkey: {@code name+id+base64}.
 *
 * @param name whose key it is; for a log, its origin
 * @param keyId the first four bytes of a hash over name, type and key
 * @param type how it signs
 * @param key the key
 */
public record VerifierKey(String name, int keyId, Type type, PublicKey key) {
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  /** How a key signs a note; the numbers are C2SP's. */
  public enum Type {
    /** Ed25519 over the text. */
    ED25519(1),
    /** ECDSA on P-256 over the text's SHA-256. */
    ECDSA(2),
    /** Ed25519 over a time and the text: a witness's cosignature (C2SP tlog-cosignature). */
    COSIGNATURE(4);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  public VerifierKey {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    if (!isName(name)) {
      throw new PortException(Code.INVALID, "a key name must have no space and no plus");
    }
  }

  /** A key under a name, with the number that follows from both. */
  public static VerifierKey of(String name, Type type, PublicKey key) {
    return new VerifierKey(name, id(name, type, key), type, key);
  }

  /** The vkey. */
  public String render() {
    byte[] material = material(type, key);
    byte[] typed =
        ByteBuffer.allocate(1 + material.length).put((byte) type.number).put(material).array();
    return name
        + "+"
        + HexFormat.of().toHexDigits(keyId)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /**
   * Reads a vkey.
   *
   * @throws PortException INVALID if it is none, or of a type not known here
   */
  public static VerifierKey parse(String vkey) {
    String[] part = vkey.strip().split("\\+", 3);
    try {
      byte[] typed = SignedNote.decode(part.length == 3 ? part[2] : "");
      for (Type type : Type.values()) {
        if (typed.length > 1 && typed[0] == type.number) {
          byte[] material = Arrays.copyOfRange(typed, 1, typed.length);
          VerifierKey read = of(part[0], type, publicKey(type, material));
          if (HexFormat.of().toHexDigits(read.keyId).equals(part[1])) {
            return read;
          }
        }
      }
    } catch (PortException | GeneralSecurityException e) {
      throw new PortException(Code.INVALID, "not a verifier key", e);
    }
    throw new PortException(Code.INVALID, "not a verifier key");
  }

  /** True if a line names this key. */
  public boolean made(SignedNote.Line line) {
    return line.keyId() == keyId && line.name().equals(name);
  }

  /** True if the line's signature over the text is this key's. */
  public boolean verifies(String text, SignedNote.Line line) {
    byte[] signature = line.signature();
    if (!made(line)) {
      return false;
    }
    if (type != Type.COSIGNATURE) {
      return verifies(text.getBytes(StandardCharsets.UTF_8), signature);
    }
    return signature.length == 72
        && signature[0] >= 0
        && verifies(
            Cosignature.message(ByteBuffer.wrap(signature).getLong(), text),
            Arrays.copyOfRange(signature, 8, 72));
  }

  private boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier =
          Signature.getInstance(type == Type.ECDSA ? "SHA256withECDSA" : "Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(c -> c == '+' || Character.isSpaceChar(c) || Character.isWhitespace(c));
  }

  private static int id(String name, Type type, PublicKey key) {
    byte[] material = material(type, key);
    var digest = TreeHash.sha256();
    if (type != Type.ECDSA) {
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update((byte) type.number);
    }
    return ByteBuffer.wrap(digest.digest(material)).getInt();
  }

  /** The 32 bytes of an Ed25519 key; the whole structure of another. */
  private static byte[] material(Type type, PublicKey key) {
    byte[] spki = key.getEncoded();
    return type == Type.ECDSA ? spki : Arrays.copyOfRange(spki, ED25519_SPKI.length, spki.length);
  }

  private static PublicKey publicKey(Type type, byte[] material) throws GeneralSecurityException {
    if (type == Type.ECDSA) {
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(material));
    }
    byte[] spki = Arrays.copyOf(ED25519_SPKI, ED25519_SPKI.length + material.length);
    System.arraycopy(material, 0, spki, ED25519_SPKI.length, material.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
  }
}
