package dev.portcullis.local.store;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps keys by AES-256-GCM under keys that lie in files only their owner can read.
 *
 * <p>{@code primary} names the key that wraps; keys that lie beside it still unwrap, so a rotation
 * is a new key file and a new {@code primary}. The context is the authenticated data.
 */
public final class FileKeyWrapping implements KeyWrapping {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_BYTES = 4_096;

  private final DurableFiles files;
  private final SecureRandom random;

  /** The keys in a folder; makes the first one if there is none. */
  public FileKeyWrapping(Path folder, SecureRandom random) {
    this.files = new DurableFiles(folder, true);
    this.random = random;
    // A kill may have left a half-written key.
    files.removeLeftovers();
    Path primary = files.root().resolve("primary");
    if (files.read(primary).isEmpty()) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      // The key before its pointer: if we crash between the two, the key is simply made again.
      files.create(files.file("local-1"), key);
      files.create(primary, "local-1".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public Wrapped wrap(SecretBytes key, String context) {
    if (key.length() > MOST_BYTES) {
      throw new PortException(PortException.Code.INVALID, "wrap: over 4,096 bytes");
    }
    String keyId =
        new String(
            files
                .read(files.root().resolve("primary"))
                .orElseThrow(() -> new PortException(PortException.Code.MISSING, "read primary")),
            StandardCharsets.US_ASCII);
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyId, nonce, context).doFinal(key.reveal());
      byte[] bytes = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, bytes, NONCE, sealed.length);
      return new Wrapped(keyId, bytes);
    } catch (GeneralSecurityException e) {
      throw new PortException(PortException.Code.UNAVAILABLE, "wrap with " + keyId);
    }
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length <= NONCE + TAG_BITS / 8) {
      // The JDK's GCM answers some of these lengths with an unchecked exception of its own.
      throw new PortException(PortException.Code.CORRUPT, "unwrap with " + wrapped.keyId());
    }
    try {
      Cipher cipher =
          cipher(
              Cipher.DECRYPT_MODE,
              wrapped.keyId(),
              Arrays.copyOf(bytes, Math.min(NONCE, bytes.length)),
              context);
      return SecretBytes.of(
          "unwrapped key", cipher.doFinal(bytes, NONCE, Math.max(0, bytes.length - NONCE)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new PortException(PortException.Code.CORRUPT, "unwrap with " + wrapped.keyId());
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String context)
      throws GeneralSecurityException {
    byte[] key =
        files
            .read(files.file(keyId))
            .orElseThrow(() -> new PortException(PortException.Code.MISSING, "no key " + keyId));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
