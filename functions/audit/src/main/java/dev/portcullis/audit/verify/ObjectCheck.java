package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.Commit;
import dev.portcullis.audit.log.Commit.Batch;
import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore.Entry;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what is listed with what the commits account for: intake objects, commits and tiles. */
final class ObjectCheck {
  /** So many names are kept at once; more take another pass, not more memory. */
  private static final long A_PASS = 800_000;

  private static final Pattern FULL =
      Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*)([0-9]{3})");

  private final LogView view;
  private final Findings findings;
  private final ChainCheck chain;

  ObjectCheck(LogView view, Findings findings, ChainCheck chain) {
    this.view = view;
    this.findings = findings;
    this.chain = chain;
  }

  /** Intake objects against manifests; the number of those that wait to be committed. */
  long intake(RandomGenerator random) {
    KeyedHash hash = new KeyedHash(random);
    long passes = 1 + chain.batches() / A_PASS;
    long pending = 0;
    for (long pass = 0; pass < passes; pass++) {
      pending += intake(hash, pass, passes);
    }
    return pending;
  }

  private long intake(KeyedHash hash, long pass, long passes) {
    LongSet committed = new LongSet(12);
    for (long number = 0; number < chain.commits(); number++) {
      Optional<byte[]> stored = view.stored(Commit.key(number));
      if (stored.isEmpty()) {
        continue;
      }
      for (Batch batch : Commit.parse(stored.get()).batches()) {
        long name = hash.of(batch.key());
        if (Long.remainderUnsigned(name, passes) == pass && !committed.add(name)) {
          findings.add(Kind.FORKED, batch.key(), "it is committed twice");
        }
      }
    }
    long[] pending = {0};
    list(
        IntakeKeys.PREFIX,
        entry -> {
          long name = hash.of(entry.key());
          if (Long.remainderUnsigned(name, passes) == pass && !committed.contains(name)) {
            pending[0] += waiting(entry.key());
          }
        });
    return pending[0];
  }

  private long waiting(String key) {
    if (chain.whole() && IntakeKeys.epochMinute(key) < chain.last().horizon()) {
      findings.add(Kind.UNCOMMITTED, key, "it was sealed long ago and no commit has it");
      return 0;
    }
    try {
      byte[] stored = view.stored(key).orElse(new byte[0]);
      if (IntakeKeys.key(IntakeBatch.parse(stored, new TreeHash())).equals(key)) {
        return 1;
      }
      findings.add(Kind.CHANGED, key, "its bytes are not those that its name says");
    } catch (PortException e) {
      findings.add(Kind.CHANGED, key, "it is not an intake object");
    }
    return 0;
  }

  /** A listed commit that the walk did not reach means that one before it is missing. */
  void commits() {
    list(
        Commit.PREFIX,
        entry -> {
          if (entry.key().compareTo(Commit.key(chain.commits())) > 0 && chain.whole()) {
            findings.add(Kind.MISSING, Commit.key(chain.commits()), "a later commit is there");
          }
        });
  }

  /** Full tiles and bundles that the tree does not have. */
  void tiles() {
    list(
        "tile/",
        entry -> {
          if (!entry.key().contains(".p/") && !expected(entry.key())) {
            findings.add(Kind.FOREIGN, entry.key(), "the log's tree has no such tile");
          }
        });
  }

  private boolean expected(String key) {
    Matcher m = FULL.matcher(key);
    if (!m.matches() || m.group(2).length() > 20) {
      return false;
    }
    int level = m.group(1).equals("entries") ? 0 : Integer.parseInt(m.group(1));
    long index = Long.parseLong(m.group(2).replace("x", "").replace("/", "") + m.group(3));
    return !chain.whole() || index < Tile.full(chain.size(), level);
  }

  private void list(String prefix, Consumer<Entry> each) {
    String after = "";
    while (true) {
      List<Entry> page = view.list(prefix, after, 1_000);
      page.forEach(each);
      if (page.size() < 1_000) {
        return;
      }
      after = page.get(page.size() - 1).key();
    }
  }
}
