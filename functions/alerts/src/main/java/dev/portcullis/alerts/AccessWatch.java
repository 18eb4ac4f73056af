package dev.portcullis.alerts;

import dev.portcullis.alerts.Raised.About;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogRecord.Kind;
import dev.portcullis.audit.read.RecordTree;
import dev.portcullis.audit.record.AlertRaised.Urgency;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonym;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is refused again and again, and who or what network asks far more than usual. */
final class AccessWatch {
  private static final int MOST_KEYS = 10_000;

  /** What our own gateway answers to a secret after its grace. */
  private static final String RETIRED = "key_secret_retired";

  private final Thresholds thresholds;
  private final Map<String, WindowCount> refusals = new Bounded<>(MOST_KEYS);
  private final Map<String, WindowCount> volume = new Bounded<>(MOST_KEYS);

  AccessWatch(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  void see(LogRecord record, Raised raised) {
    boolean refused = record.kind() == Kind.REFUSAL;
    if (!refused && record.kind() != Kind.INTENT) {
      return;
    }
    RecordTree tree = record.tree();
    String network = tree.text("src_endpoint", "subnet_uid").orElse("unknown");
    NetworkOrigin where =
        NetworkOrigin.of(
            tree.text("src_endpoint", "ip").orElse(""), NetworkOrigin.Detail.TRUNCATED);
    Optional<Pseudonym> who = who(tree);
    About origin = new About("origin/" + network, Optional.empty(), where);
    About principal = who.map(p -> new About("principal/" + p.value(), who, where)).orElse(origin);
    if (refused) {
      refused(record, principal, raised);
    }
    for (String alarm : tree.texts("unmapped", "decision", "alarms")) {
      About about = new About(principal.key() + "/" + alarm, principal.who(), where);
      raised.raise(
          Rule.POLICY_ALARM, Urgency.HIGH, about, at(record), 1, 1, List.of(record.eventId()));
    }
    volume(record, origin, Rule.ORIGIN_VOLUME, raised);
    if (who.isPresent()) {
      volume(record, principal, Rule.PRINCIPAL_VOLUME, raised);
    }
  }

  private void refused(LogRecord record, About about, Raised raised) {
    // A caller whose secret was replaced and is over its grace: it fails until somebody tells it.
    if (record.tree().text("unmapped", "code").filter(RETIRED::equals).isPresent()) {
      raised.raise(
          Rule.OLD_KEY_USED, Urgency.HIGH, about, at(record), 1, 0, List.of(record.eventId()));
    }
    long count =
        refusals
            .computeIfAbsent(
                about.key(), key -> new WindowCount(thresholds.refusalWindow().toMillis()))
            .add(record.time(), record.eventId());
    if (count >= thresholds.refusals()) {
      raised.raise(
          Rule.REPEATED_REFUSALS,
          Urgency.HIGH,
          about,
          at(record),
          count,
          thresholds.refusals(),
          refusals.get(about.key()).last());
    }
  }

  private void volume(LogRecord record, About about, Rule rule, Raised raised) {
    WindowCount counted =
        volume.computeIfAbsent(
            about.key(), key -> new WindowCount(thresholds.volumeWindow().toMillis()));
    long count = counted.add(record.time(), record.eventId());
    double limit =
        Math.min(
            thresholds.volumeCeiling(),
            Math.max(thresholds.volumeFloor(), counted.usual() * thresholds.volumeFactor()));
    if (count > limit) {
      raised.raise(rule, Urgency.MEDIUM, about, at(record), count, (long) limit, counted.last());
    }
  }

  private static Instant at(LogRecord record) {
    return Instant.ofEpochMilli(record.time());
  }

  private static Optional<Pseudonym> who(RecordTree tree) {
    try {
      return tree.text("actor", "user", "uid")
          .map(value -> new Pseudonym(tree.text("actor", "user", "uid_alt").orElse("none"), value));
    } catch (IllegalArgumentException e) {
      // A record of another schema: it is counted for its network only.
      return Optional.empty();
    }
  }
}
