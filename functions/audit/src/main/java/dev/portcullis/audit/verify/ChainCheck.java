package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.log.IntakeHead;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.log.IntakeReader;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.audit.verify.Report.Duplicate;
import dev.portcullis.ports.PortException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Walks the commits from the first, and with each its intake objects and what they add. */
final class ChainCheck {
  private static final int HEADS = 2_048;
  private static final int MOST_DUPLICATES = 100;

  private final LogView view;
  private final Findings findings;
  private final KeyRing keys;
  private final IntakeReader reader = new IntakeReader(new TreeHash());
  private final Entries entries = new Entries();
  private final TreeCheck tree;
  private final SeenEvents seen;
  private final WriterChains writers;
  private final List<Duplicate> duplicateIds = new ArrayList<>();
  private final Map<Long, byte[]> heads = new LinkedHashMap<>();
  private final SortedSet<String> hours = new TreeSet<>();
  private Commit last;
  private String digest = IntakeHead.NONE;
  private boolean whole = true;
  private boolean reached;
  private long batches;
  private long duplicates;

  ChainCheck(LogView view, Findings findings, KeyRing keys, RandomGenerator random) {
    this.view = view;
    this.findings = findings;
    this.keys = keys;
    this.tree = new TreeCheck(view, findings);
    this.seen = new SeenEvents(random);
    this.writers = new WriterChains((key, what) -> findings.add(Kind.SUPPRESSED, key, what));
    this.last = Commit.genesis(keys.origin());
  }

  void walk(Optional<Checkpoint> head, Progressing progress) {
    for (long number = 0; view.stored(Commit.key(number)).isPresent(); number++) {
      String key = Commit.key(number);
      byte[] stored = findings.mustBeStored(key).orElseThrow();
      try {
        Commit commit = Commit.parse(stored);
        follows(key, commit);
        last = commit;
      } catch (PortException e) {
        findings.add(Kind.CHANGED, key, "it cannot be read; what follows it is not checked");
        whole = false;
        break;
      }
      digest = HexFormat.of().formatHex(TreeHash.sha256().digest(stored));
      last.batches().forEach(this::batch);
      root(key);
      head(head);
      progress.at(number + 1, last.size());
    }
    writers.end();
  }

  private void follows(String key, Commit commit) {
    if (!commit.origin().equals(last.origin()) || commit.number() != last.number() + 1) {
      findings.add(Kind.CHANGED, key, "it is another log's or has another number");
    }
    if (!commit.previous().equals(digest)) {
      // The sum inside each commit tells a damaged predecessor apart, so this is a rewritten one.
      findings.add(Kind.FORKED, key, "it does not continue the commit before it");
    }
    if (commit.time() <= last.time() || commit.horizon() < last.horizon()) {
      findings.add(Kind.CHANGED, key, "its time does not rise");
    }
    if (commit.before() != last.size()) {
      findings.add(Kind.FORKED, key, "its tree does not start where the one before ends");
    }
    List<String> taken = commit.batches().stream().map(Batch::key).toList();
    if (!commit.recent().equals(last.recent().with(taken, commit.horizon()))) {
      findings.add(Kind.CHANGED, key, "its recent objects are not those of the commits");
    }
    if (commit.checkpoint().length > 0) {
      embedded(key, commit.checkpoint());
    }
  }

  private void embedded(String key, byte[] note) {
    try {
      Checkpoint signed = keys.checkpoint(SignedNote.parse(note));
      byte[] root = heads.get(signed.size());
      if (root == null || !Arrays.equals(root, signed.root())) {
        findings.add(Kind.FORKED, key, "it carries a signed head that no commit before it has");
      }
    } catch (PortException e) {
      findings.add(Kind.UNSIGNED, key, "the checkpoint in it does not hold");
    }
  }

  private void batch(Batch batch) {
    batches++;
    if (!view.lists()) {
      hours.add(IntakeKeys.hour(batch.key()));
    }
    Optional<byte[]> stored = findings.mustBeStored(batch.key());
    if (stored.isEmpty()) {
      whole = false;
      return;
    }
    if (batch.count() == 0) {
      String sum = HexFormat.of().formatHex(TreeHash.sha256().digest(stored.get()));
      String what = sum.equals(batch.digest()) ? "it was never readable" : "it was changed";
      findings.add(Kind.CHANGED, batch.key(), what);
      return;
    }
    try {
      seen.forget();
      IntakeBatch intake = reader.read(stored.get(), entries);
      if (intake.digest().equals(batch.digest()) && intake.size() == batch.count()) {
        add(batch, intake);
        return;
      }
    } catch (PortException e) {
      // Reported below: to whoever reads the report, damaged and replaced are the same.
    }
    findings.add(Kind.CHANGED, batch.key(), "it is not what was committed");
    whole = false;
  }

  /** What else is done with entries while they are hashed. */
  private final class Entries implements IntakeReader.Reading {
    @Override
    public void entry(byte[] stored, int id) {
      seen.note(stored, id);
      if (whole) {
        tree.entry();
      }
    }

    @Override
    public void part(byte[] stored, int at, int length) {
      if (whole) {
        tree.part(stored, at, length);
      }
    }

    @Override
    public void leaf(byte[] leaves, int at) {
      if (whole) {
        tree.leaf(leaves, at);
      }
    }
  }

  private void add(Batch batch, IntakeBatch intake) {
    writers.batch(batch.key(), intake.head(), intake.digest());
    seen.settle(
        i -> {
          duplicates++;
          if (duplicateIds.size() < MOST_DUPLICATES) {
            duplicateIds.add(new Duplicate(batch.first() + i, intake.eventId(i)));
          }
        });
    if (whole) {
      tree.settle();
    }
  }

  private void root(String key) {
    if (whole && (tree.size() != last.size() || !Arrays.equals(tree.root(), last.root()))) {
      findings.add(Kind.CHANGED, key, "its root does not follow from its entries");
      whole = false;
    }
    heads.put(last.size(), last.root());
    if (heads.size() > HEADS) {
      heads.remove(heads.keySet().iterator().next());
    }
  }

  private void head(Optional<Checkpoint> head) {
    boolean here = head.isPresent() && head.get().size() == last.size();
    if (here && !Arrays.equals(head.get().root(), last.root())) {
      findings.add(Kind.FORKED, "checkpoint", "it signs another tree than the commits have");
    }
    if (whole) {
      tree.edge(here);
    }
    reached |= here;
  }

  /** The digest of a commit that was walked; empty if there is none of that number. */
  Optional<String> digest(long number) {
    if (number > last.number()) {
      return Optional.empty();
    }
    return number == last.number()
        ? Optional.of(digest)
        : view.stored(Commit.key(number))
            .map(stored -> HexFormat.of().formatHex(TreeHash.sha256().digest(stored)));
  }

  /** The hours of the committed intake objects, where nothing can be listed: 8,760 in a year. */
  SortedSet<String> hours() {
    return hours;
  }

  boolean reached() {
    return reached;
  }

  boolean whole() {
    return whole;
  }

  Commit last() {
    return last;
  }

  long size() {
    return last.size();
  }

  long commits() {
    return last.number() + 1;
  }

  long batches() {
    return batches;
  }

  long duplicates() {
    return duplicates;
  }

  List<Duplicate> duplicateIds() {
    return duplicateIds;
  }
}
