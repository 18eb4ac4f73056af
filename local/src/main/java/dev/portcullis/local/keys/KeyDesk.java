package dev.portcullis.local.keys;

import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** Answers a change of a key, which is in the log by then, and shows a new secret, this once. */
final class KeyDesk {
  private final Laptop laptop;
  private final CommandLine line;

  KeyDesk(Laptop laptop, CommandLine line) {
    this.laptop = laptop;
    this.line = line;
  }

  /** Reports what was done; the exit code. */
  int answer(KeyChange done, boolean json) {
    PrintWriter err = line.getErr();
    if (done instanceof KeyChange.NotFound) {
      err.println("portcullis: there is no key with this id; 'portcullis keys list' shows them");
      return 1;
    } else if (done instanceof KeyChange.Refused refused) {
      err.println("portcullis: " + refused.why());
      return 1;
    }
    ordered();
    if (done instanceof KeyChange.Issued issued) {
      show(issued.id(), Optional.of(issued.key()), json);
    } else {
      show(((KeyChange.Done) done).id(), Optional.empty(), json);
    }
    return 0;
  }

  /** Puts what was recorded into the log's order. */
  void ordered() {
    try {
      laptop.sequenceNow();
    } catch (PortException later) {
      // The record is durable; the next run of any process puts it in order.
      line.getErr().println("portcullis: recorded, and put in order later: " + later.code());
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
}
