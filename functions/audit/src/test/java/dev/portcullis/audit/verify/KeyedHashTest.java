package dev.portcullis.audit.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The vectors are of SipHash-2-4's reference code: key 00 to 0f, data 00, 01, 02 and so on. */
final class KeyedHashTest {
  private static final long[] VECTORS = {
    0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
    0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
    0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
    0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L
  };

  @Test
  void agreesWithTheReferenceAtEveryLengthAndPlace() {
    KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    for (int length = 0; length < VECTORS.length; length++) {
      for (int from = 0; from < 10; from++) {
        byte[] data = new byte[from + length];
        Arrays.fill(data, (byte) 0xa5);
        for (int i = 0; i < length; i++) {
          data[from + i] = (byte) i;
        }
        assertEquals(VECTORS[length], hash.of(data, from, length), length + " at " + from);
      }
    }
  }
}
