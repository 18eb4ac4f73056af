package dev.portcullis.redaction.operators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.json.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PublishedVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  @SuppressWarnings("unchecked")
  private static Stream<Map<String, Object>> vectors(String file) {
    try (InputStream in = PublishedVectorsTest.class.getResourceAsStream(file)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return ((List<Map<String, Object>>) PlainJson.parse(json)).stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hex(Object text) {
    return HEX.parseHex((String) text);
  }

  @TestFactory
  Stream<DynamicTest> aesSiv() {
    return vectors("siv.json")
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    (String) vector.get("name"),
                    () -> {
                      AesSiv siv = new AesSiv(hex(vector.get("key")));
                      byte[][] associated =
                          ((List<?>) vector.get("associated"))
                              .stream().map(PublishedVectorsTest::hex).toArray(byte[][]::new);
                      byte[] sealed = siv.seal(hex(vector.get("plaintext")), associated);
                      assertArrayEquals(hex(vector.get("sealed")), sealed);
                      assertArrayEquals(
                          hex(vector.get("plaintext")), siv.open(sealed, associated).orElseThrow());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> ff1() {
    return vectors("ff1.json")
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    (String) vector.get("name"),
                    () -> {
                      int radix = Integer.parseInt(((PlainJson.Number) vector.get("radix")).text());
                      Ff1 ff1 = new Ff1(hex(vector.get("key")), radix);
                      byte[] tweak = hex(vector.get("tweak"));
                      int[] plain = numerals(vector.get("plain"));
                      int[] cipher = ff1.encrypt(plain, tweak);
                      assertArrayEquals(numerals(vector.get("cipher")), cipher);
                      assertArrayEquals(plain, ff1.decrypt(cipher, tweak));
                    }));
  }

  private static int[] numerals(Object text) {
    return ((String) text).chars().map(c -> Character.digit(c, 36)).toArray();
  }

  /** RFC 4493, section 4: examples 1 to 4. */
  @Test
  void aesCmac() {
    Cmac cmac = new Cmac(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));
    String message =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
    String[] macs = {
      "bb1d6929e95937287fa37d129b756746", "070a16b46b4d4144f79bdd9dd04a287c",
      "dfa66747de9ae63030ca32611497c827", "51f0bebf7e3b9d92fc49741779363cfe"
    };
    int[] lengths = {0, 16, 40, 64};
    for (int i = 0; i < macs.length; i++) {
      byte[] part = HEX.parseHex(message.substring(0, 2 * lengths[i]));
      assertEquals(macs[i], HEX.formatHex(cmac.of(part)), "length " + lengths[i]);
    }
  }

  @Test
  void aChangedCiphertextDoesNotOpen() {
    AesSiv siv = new AesSiv(new byte[64]);
    byte[] sealed = siv.seal(new byte[20]);
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertTrue(siv.open(changed).isEmpty(), "bit " + bit);
    }
    assertTrue(siv.open(sealed, new byte[1]).isEmpty());
  }
}
