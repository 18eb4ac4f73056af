package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.IntakeHead;
import dev.portcullis.audit.log.IntakeKeys;
import dev.portcullis.audit.log.Seal;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.audit.verify.Fault.Kind;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.WormStore.Entry;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/** Checks the seals: signed, in one chain, and everything that they list is still there. */
final class SealCheck {
  private final LogView view;
  private final Findings findings;
  private final KeyRing keys;
  private final ChainCheck chain;
  private String previous = IntakeHead.NONE;

  SealCheck(LogView view, Findings findings, KeyRing keys, ChainCheck chain) {
    this.view = view;
    this.findings = findings;
    this.keys = keys;
    this.chain = chain;
  }

  /** How many seals there are. */
  long check() {
    return view.lists() ? listed() : named();
  }

  /** Without a listing, seals are where the hours of the committed intake objects put them. */
  private long named() {
    long count = 0;
    for (String hour : chain.hours()) {
      for (int part = 0; view.stored(Seal.key(hour, part)).isPresent(); part++) {
        check(Seal.key(hour, part));
        count++;
      }
    }
    return count;
  }

  private long listed() {
    long count = 0;
    String after = "";
    while (true) {
      List<Entry> page = view.list(Seal.PREFIX, after, 1_000);
      for (Entry entry : page) {
        check(entry.key());
        after = entry.key();
        count++;
      }
      if (page.size() < 1_000) {
        return count;
      }
    }
  }

  private void check(String key) {
    byte[] stored = findings.mustBeStored(key).orElse(new byte[0]);
    try {
      Seal seal = Seal.parse(keys.origin(), stored);
      keys.open(seal.note());
      if (!seal.key().equals(key)) {
        findings.add(Kind.CHANGED, key, "it is another hour's seal");
      }
      if (!seal.previous().equals(previous)) {
        findings.add(Kind.FORKED, key, "it does not continue the seal before it");
      }
      if (chain.digest(seal.commit()).filter(seal.commitDigest()::equals).isEmpty()) {
        findings.add(Kind.FORKED, key, "the commit that it names is not this log's");
      }
      if (view.lists()) {
        present(seal);
      }
    } catch (PortException e) {
      findings.add(Kind.CHANGED, key, "it cannot be read or its signature does not hold");
    }
    previous = HexFormat.of().formatHex(TreeHash.sha256().digest(stored));
  }

  /** Both lists are in order, so one pass over each is enough. */
  private void present(Seal seal) {
    Iterator<Entry> listed = List.<Entry>of().iterator();
    String prefix = IntakeKeys.PREFIX + seal.hour();
    String at = "";
    for (String key : seal.keys()) {
      while (at.compareTo(key) < 0) {
        if (!listed.hasNext()) {
          listed = view.list(prefix, at, 1_000).iterator();
          if (!listed.hasNext()) {
            break;
          }
        }
        at = listed.next().key();
      }
      if (!at.equals(key)) {
        findings.add(Kind.SUPPRESSED, key, "it was sealed for its hour and is gone");
      }
    }
  }
}
