package dev.portcullis.local.console;

import dev.portcullis.audit.read.RecordSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A log of made-up records with real proofs, computed the slow and obvious way. */
final class ConsoleLog implements RecordSource, LogView {
  private final List<byte[]> entries = new ArrayList<>();
  private final KeyPair key;
  private int covered;

  ConsoleLog(int calls) {
    try {
      key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < calls; i++) {
      boolean refused = i % 5 == 4;
      if (!refused) {
        add(i, "intent", "", "permit", i % 4);
      }
      if (i % 7 != 6 || refused) {
        add(
            i,
            refused ? "refusal" : "outcome",
            refused ? "denied" : "delivered",
            refused ? "deny" : "permit",
            0);
      }
    }
    covered = entries.size();
  }

  private void add(int call, String stage, String result, String verdict, int found) {
    String json =
        """
        {"actor":{"user":{"uid":"%040x","uid_alt":"s-1"}},"ai_model":{"ai_provider":"openai","name":"gpt-4o-mini"},\
        "metadata":{"correlation_uid":"r-%d","uid":"%s"},"policy":{"uid":"developers-may-chat"},\
        "status_code":"%s","time":%d,"unmapped":{"decision":{"verdict":"%s"},"request":{"found":%d},"stage":"%s"}}\
        """
            .formatted(
                call % 3,
                call,
                eventId(call, stage),
                result,
                1_795_500_000_000L + call * 61_000L,
                verdict,
                found,
                stage);
    entries.add(json.getBytes(StandardCharsets.UTF_8));
  }

  static String eventId(int call, String stage) {
    return String.format("%030x", call) + String.format("%02x", stage.length());
  }

  /** Adds an entry that no checkpoint covers yet. */
  void addWaiting() {
    add(entries.size() + 1_000, "intent", "", "permit", 0);
  }

  /** Changes a stored entry without anyone signing it. */
  void tamper(int index) {
    String entry = new String(entries.get(index), StandardCharsets.UTF_8);
    entries.set(
        index, entry.replace("gpt-4o-mini", "gpt-4o-maxi").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public void read(long from, long to, Visitor visitor) {
    for (long i = from; i < to; i++) {
      if (!visitor.visit(i, entries.get((int) i))) {
        return;
      }
    }
  }

  @Override
  public Health health() {
    byte[] encoded = key.getPublic().getEncoded();
    return new Health(
        covered,
        entries.size() - covered,
        Optional.of(Instant.parse("2026-11-24T15:00:00Z")),
        2,
        Optional.of(Instant.parse("2026-11-24T14:59:00Z")),
        0,
        Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  private final List<byte[]> signed = new ArrayList<>();

  @Override
  public Optional<Proof> prove(long index) {
    if (index >= covered) {
      return Optional.empty();
    }
    if (signed.isEmpty()) {
      // What was signed stays signed, whatever happens to the entries later.
      entries.subList(0, covered).forEach(entry -> signed.add(entry.clone()));
    }
    List<byte[]> hashes = new ArrayList<>();
    path((int) index, signed, hashes);
    return Optional.of(new Proof(note(root(signed)), covered, hashes));
  }

  /** RFC 9162, section 2.1.3.1, word for word. */
  private static void path(int m, List<byte[]> d, List<byte[]> out) {
    if (d.size() > 1) {
      int k = Integer.highestOneBit(d.size() - 1);
      path(m < k ? m : m - k, m < k ? d.subList(0, k) : d.subList(k, d.size()), out);
      out.add(root(m < k ? d.subList(k, d.size()) : d.subList(0, k)));
    }
  }

  private static byte[] root(List<byte[]> d) {
    if (d.size() == 1) {
      return sha(new byte[] {0}, d.get(0));
    }
    int k = Integer.highestOneBit(d.size() - 1);
    return sha(new byte[] {1}, root(d.subList(0, k)), root(d.subList(k, d.size())));
  }

  private String note(byte[] root) {
    String name = "laptop.example/log";
    String text = name + "\n" + covered + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] id =
          sha((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {1}, health().publicKey());
      byte[] line = Arrays.copyOf(id, 68);
      System.arraycopy(signature.sign(), 0, line, 4, 64);
      return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
