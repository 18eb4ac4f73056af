package dev.portcullis.aws;

import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps under one AES-GCM key in memory. */
final class MemoryWrapping implements KeyWrapping {
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[16], "AES");
  private byte count;

  @Override
  public synchronized Wrapped wrap(SecretBytes key, String context) {
    byte[] nonce = new byte[12];
    nonce[0] = ++count;
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, context, key.reveal());
    byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return new Wrapped("key-1", all);
  }

  @Override
  public SecretBytes unwrap(Wrapped wrapped, String context) {
    byte[] nonce = Arrays.copyOf(wrapped.bytes(), 12);
    byte[] sealed = Arrays.copyOfRange(wrapped.bytes(), 12, wrapped.bytes().length);
    return SecretBytes.of("key", run(Cipher.DECRYPT_MODE, nonce, context, sealed));
  }

  private static byte[] run(int mode, byte[] nonce, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, KEY, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException damaged) {
      throw new PortException(Code.CORRUPT, "wrapped key", damaged);
    }
  }
}
