package dev.portcullis.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One secret: its versions, and the staging labels, each of which is on one version at most. */
final class SecretVersionsOf {
  static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";
  private static final int MOST_LABELS = 20;

  /** A value and when it came. */
  record Stored(String value, double created) {}

  final Map<String, Stored> versions = new LinkedHashMap<>();
  private final Map<String, String> labels = new LinkedHashMap<>();

  SecretVersionsOf copy() {
    SecretVersionsOf copy = new SecretVersionsOf();
    copy.versions.putAll(versions);
    copy.labels.putAll(labels);
    return copy;
  }

  Optional<String> holder(String label) {
    return Optional.ofNullable(labels.get(label));
  }

  TreeSet<String> labelsOf(String version) {
    TreeSet<String> found = new TreeSet<>();
    labels.forEach((label, holder) -> addIf(found, label, holder.equals(version)));
    return found;
  }

  private static void addIf(TreeSet<String> set, String label, boolean wanted) {
    if (wanted) {
      set.add(label);
    }
  }

  /** Puts a label on a version; the former current one becomes the previous one. */
  void move(String label, String version) {
    if (!labels.containsKey(label) && labels.size() == MOST_LABELS) {
      throw new JsonRefusal("LimitExceededException", "more than 20 staging labels");
    }
    String former = labels.put(label, version);
    if (label.equals(CURRENT) && former != null && !former.equals(version)) {
      labels.put(PREVIOUS, former);
    }
  }

  void remove(String label) {
    labels.remove(label);
  }
}
