package dev.portcullis.redaction.session;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one session examined and found, in counts that may be recorded: no value and no text is in
 * it.
 *
 * @param detectors the version of the detector set that looked
 * @param requestFindings values replaced on the way out, by type
 * @param replyFindings values that the model brought and that were masked, by type
 * @param requestBytes bytes (UTF-8) of request text examined
 * @param replyBytes bytes (UTF-8) of reply text examined
 * @param restored how many times a placeholder in the reply became the caller's value again
 * @param withheld texts withheld whole, by reason
 * @param unexaminable parts that are no text and were not examined, by kind
 */
public record Coverage(
    String detectors,
    SortedMap<String, Integer> requestFindings,
    SortedMap<String, Integer> replyFindings,
    long requestBytes,
    long replyBytes,
    int restored,
    SortedMap<String, Integer> withheld,
    SortedMap<String, Integer> unexaminable) {

  /** Copies the maps; they are sorted by name so that a record of them is canonical. */
  public Coverage {
    requestFindings = copy(requestFindings);
    replyFindings = copy(replyFindings);
    withheld = copy(withheld);
    unexaminable = copy(unexaminable);
  }

  /** Whether everything the session was given was examined: nothing withheld, nothing opaque. */
  public boolean complete() {
    return withheld.isEmpty() && unexaminable.isEmpty();
  }

  private static SortedMap<String, Integer> copy(Map<String, Integer> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
