package dev.portcullis.audit.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignedNoteTest {
  private static final String NAME = "portcullis.example/log";
  private final MemorySigner one = MemorySigner.create(Signer.Algorithm.ED25519, "one");
  private final MemorySigner two = MemorySigner.create(Signer.Algorithm.ES256, "two");
  private final NoteSigner both = new NoteSigner(NAME, List.of(one, two));
  private final String text = new Checkpoint(NAME, 7, new byte[32]).text();

  @Test
  void aNoteIsReadBackAsItWasWritten() {
    SignedNote note = both.sign(text);
    SignedNote read = SignedNote.parse(note.render());
    assertEquals(text, read.text());
    assertArrayEquals(note.render(), read.render());
  }

  @Test
  void eachKeyOpensWhatBothSigned() {
    SignedNote note = SignedNote.parse(both.sign(text).render());
    for (VerifierKey key : both.keys()) {
      assertEquals(7, new KeyRing(NAME, List.of(key)).checkpoint(note).size());
    }
  }

  @Test
  void theSpecificationsExampleKeyIsReadAndWritten() {
    String vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assertEquals(vkey, VerifierKey.parse(vkey).render());
    String note =
        "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n\n"
            + "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSN"
            + "XgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    SignedNote read = SignedNote.parse(note.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertTrue(VerifierKey.parse(vkey).verifies(read.text(), read.signatures().get(0)));
  }

  @Test
  void everyKeysTextReadsBack() {
    for (VerifierKey key : both.keys()) {
      assertEquals(key.render(), VerifierKey.parse(key.render()).render());
    }
    VerifierKey witness = Cosignature.key("witness.example/w", one);
    assertEquals(witness.render(), VerifierKey.parse(witness.render()).render());
  }

  @Test
  void aCosignatureHoldsForItsTimeAndTextOnly() {
    SignedNote.Line line = Cosignature.sign("w", one, Instant.ofEpochSecond(1_679_315_147), text);
    VerifierKey key = Cosignature.key("w", one);
    assertTrue(key.verifies(text, line));
    assertEquals(1_679_315_147, Cosignature.time(line).getEpochSecond());
    assertFalse(key.verifies(text + "x\n", line));
    byte[] later = line.signature().clone();
    later[7]++;
    assertFalse(key.verifies(text, new SignedNote.Line("w", line.keyId(), later)));
  }

  @Test
  void aWrongSignatureInATrustedNameClosesTheNote() {
    SignedNote.Line good = both.sign(text).signatures().get(0);
    byte[] bad = good.signature().clone();
    bad[3] ^= 1;
    SignedNote note = both.sign(text).with(List.of(new SignedNote.Line(NAME, good.keyId(), bad)));
    KeyRing keys = new KeyRing(NAME, both.keys());
    assertEquals(Code.CORRUPT, assertThrows(PortException.class, () -> keys.open(note)).code());
  }

  @Test
  void aNoteThatNobodyTrustedSignedStaysClosed() {
    NoteSigner other =
        new NoteSigner(NAME, List.of(MemorySigner.create(Signer.Algorithm.ED25519, "x")));
    KeyRing keys = new KeyRing(NAME, both.keys());
    assertThrows(PortException.class, () -> keys.open(other.sign(text)));
  }

  @Test
  void anyChangedByteOfANoteClosesItOrLeavesItsTextAlone() {
    KeyRing keys = new KeyRing(NAME, List.of(both.keys().get(0)));
    byte[] good = new NoteSigner(NAME, List.of(one)).sign(text).render();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(PortException.class, () -> keys.open(SignedNote.parse(bad)), "bit " + bit);
    }
  }

  @Test
  void randomNotesAndKeysAreRefusedAndNothingElse() {
    long seed = 99;
    Random random = new Random(seed);
    byte[] good = both.sign(text).render();
    String vkey = both.keys().get(0).render();
    for (int round = 0; round < 5_000; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      bad[random.nextInt(bad.length)] = '\n';
      try {
        Checkpoint.parse(SignedNote.parse(bad).text());
      } catch (PortException e) {
        assertEquals(Code.CORRUPT, e.code(), "seed " + seed);
      }
      char[] key = vkey.toCharArray();
      key[random.nextInt(key.length)] = (char) random.nextInt(128);
      try {
        VerifierKey.parse(new String(key));
      } catch (PortException e) {
        assertEquals(Code.INVALID, e.code(), "seed " + seed);
      }
    }
  }
}
