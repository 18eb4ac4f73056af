package dev.portcullis.local.keys;

import dev.portcullis.audit.record.KeyEvent;
import dev.portcullis.audit.record.KeyEvent.Change;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import picocli.CommandLine;

/** Answers a change of a key: records it first, and only then shows a secret. */
final class KeyDesk {
  private final Laptop laptop;
  private final CommandLine line;
  private final RandomGenerator random;

  KeyDesk(Laptop laptop, CommandLine line, RandomGenerator random) {
    this.laptop = laptop;
    this.line = line;
    this.random = random;
  }

  /**
   * Reports what was done; the exit code.
   *
   * @param change what the key was asked to become, for the record
   */
  int answer(KeyChange done, Change change, boolean json) {
    PrintWriter err = line.getErr();
    if (done instanceof KeyChange.NotFound) {
      err.println("portcullis: there is no key with this id; 'portcullis keys list' shows them");
      return 1;
    } else if (done instanceof KeyChange.Refused refused) {
      err.println("portcullis: " + refused.why());
      return 1;
    }
    if (done instanceof KeyChange.Issued issued) {
      recorded(issued.id(), change);
      show(issued.id(), Optional.of(issued.key()), json);
    } else {
      String id = ((KeyChange.Done) done).id();
      recorded(id, change);
      show(id, Optional.empty(), json);
    }
    return 0;
  }

  private void recorded(String id, Change change) {
    try {
      record(id, change);
    } catch (PortException e) {
      // A key that the log does not know must not be used: nobody sees it, and a new one is
      // stopped.
      if (change == Change.CREATED) {
        laptop.keys().revoke(id, "its creation could not be recorded");
      }
      throw e;
    }
  }

  /** If we crash before this, the key exists, is in the log, and nobody has it. */
  private void show(String id, Optional<SecretText> key, boolean json) {
    if (json) {
      line.getOut().println(KeyLines.json(id, key));
    } else if (key.isPresent()) {
      line.getErr().println("portcullis: key " + id + "; this is the only time it is shown");
      line.getOut().println(key.get().reveal());
    } else {
      line.getOut().println(id);
    }
  }

  private void record(String id, Change change) {
    byte[] event = new byte[8];
    random.nextBytes(event);
    laptop.record(
        new KeyEvent(
            HexFormat.of().formatHex(event),
            laptop.clock().instant(),
            KeyEvent.Use.API_KEY,
            id,
            change));
    try {
      laptop.sequenceNow();
    } catch (PortException later) {
      // The record is durable; the next run of any process puts it in order.
      line.getErr().println("portcullis: recorded, and put in order later: " + later.code());
    }
  }
}
