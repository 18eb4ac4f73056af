package dev.portcullis.redaction.session;

import java.util.TreeMap;

/** The running counts behind {@link Coverage}; confined to the session's thread. */
final class Tally {
  private final TreeMap<String, Integer> request = new TreeMap<>();
  private final TreeMap<String, Integer> reply = new TreeMap<>();
  private final TreeMap<String, Integer> withheld = new TreeMap<>();
  private final TreeMap<String, Integer> unexaminable = new TreeMap<>();
  private long requestBytes;
  private long replyBytes;
  private int restored;

  void requestFinding(String type) {
    request.merge(type, 1, Integer::sum);
  }

  void replyFinding(String type) {
    reply.merge(type, 1, Integer::sum);
  }

  void withheld(WithheldReason reason) {
    withheld.merge(reason.name(), 1, Integer::sum);
  }

  void unexaminable(String kind) {
    unexaminable.merge(kind, 1, Integer::sum);
  }

  void requestBytes(CharSequence text) {
    requestBytes += utf8Length(text);
  }

  /** Counts by code unit, so that a surrogate pair cut in two adds up to the same four bytes. */
  void replyBytes(CharSequence text) {
    replyBytes += utf8Length(text);
  }

  void restored() {
    restored++;
  }

  Coverage coverage(String detectors) {
    return new Coverage(
        detectors, request, reply, requestBytes, replyBytes, restored, withheld, unexaminable);
  }

  private static long utf8Length(CharSequence text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
