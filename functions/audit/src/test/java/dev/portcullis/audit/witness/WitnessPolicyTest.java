package dev.portcullis.audit.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.audit.tlog.Cosignature;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.contract.memory.MemorySigner;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.Signer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of C2SP tlog-policy; A, B, C and LOG stand for keys. */
final class WitnessPolicyTest {
  private final VerifierKey a = witness("a");
  private final VerifierKey b = witness("b");
  private final VerifierKey c = witness("c");
  private final VerifierKey log =
      VerifierKey.of(
          "log",
          VerifierKey.Type.ED25519,
          MemorySigner.create(Signer.Algorithm.ED25519, "log").publicKey());

  @Test
  void theSpecificationsExampleIsRead() {
    WitnessPolicy policy =
        parse(
            "# who\nlog LOG\n\n \twitness X1 A https://x.example/w\nwitness\tX2 B\nwitness Y1 C \n"
                + "group X 1 X1 X2\ngroup Y any Y1\ngroup both all X Y\nquorum both\n");
    assertEquals(List.of(a, b, c), policy.witnesses().stream().map(w -> w.key()).toList());
    assertEquals("x.example", policy.witnesses().get(0).address().orElseThrow().getHost());
    assertTrue(policy.witnesses().get(1).address().isEmpty());
    assertTrue(policy.enough(Set.of(b, c)));
    assertFalse(policy.enough(Set.of(a, b)));
    assertFalse(policy.enough(Set.of(c)));
  }

  @Test
  void aSingleWitnessAndNoneAreQuorumsToo() {
    assertFalse(parse("witness X1 A\nquorum X1\n").enough(Set.of(b)));
    assertTrue(parse("witness X1 A\nquorum X1\n").enough(Set.of(a)));
    assertTrue(parse("quorum none\n").enough(Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "witness X1 A",
        "quorum X1",
        "witness X1 A\nquorum X1\nquorum X1",
        "witness X1 A\nwitness X1 B\nquorum X1",
        "witness X1 A\nwitness X2 A\nquorum X1",
        "witness none A\nquorum none",
        "witness X1 LOG\nquorum X1",
        "log A\nquorum none",
        "witness X1 A ftp://x.example\nquorum X1",
        "witness X1 A https://user:secret@x.example\nquorum X1",
        "witness X1 A https://x.example more\nquorum X1",
        "witness X1 A\ngroup g 2 X1\nquorum g",
        "witness X1 A\ngroup g 0 X1\nquorum g",
        "witness X1 A\ngroup g any\nquorum g",
        "witness X1 A\ngroup g any X1 X1\nquorum g",
        "group g any g\nquorum g",
        "witness X1 A\ngroup g any none\nquorum g",
        "witnes X1 A\nquorum X1",
      })
  void whatIsNotAPolicyIsRefused(String text) {
    PortException e = assertThrows(PortException.class, () -> parse(text));
    assertEquals(Code.INVALID, e.code());
  }

  private WitnessPolicy parse(String text) {
    StringBuilder read = new StringBuilder();
    for (String word : text.split("(?<=[ \t\n])|(?=[ \t\n])", -1)) {
      read.append(
          switch (word) {
            case "A" -> a.render();
            case "B" -> b.render();
            case "C" -> c.render();
            case "LOG" -> log.render();
            default -> word;
          });
    }
    return WitnessPolicy.parse(read.toString());
  }

  private static VerifierKey witness(String name) {
    return Cosignature.key(name, MemorySigner.create(Signer.Algorithm.ED25519, name));
  }
}
