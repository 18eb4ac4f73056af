package dev.portcullis.local.audit;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.read.RecordSource;
import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.LogFiles;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The one wiring of the commands that read records: the log as files, of which they only read, and
 * the laptop itself where a command asks for a person or erases one.
 */
final class Desks {
  private Desks() {}

  /** The desk over the data directory that is in force. */
  static AuditDesk open(DataOptions data) {
    Configuration configuration = data.configuration();
    LogFiles files = requireLog(configuration);
    LogView view = OpenLog.directory(configuration.data()).view();
    KeyRing keys = KeyFile.ring(files.key());
    return new AuditDesk(
        configuration.deployment(),
        source(view, keys),
        Optional.of(new RecordIndex(new ReadOnly(view))),
        () -> data.open().pseudonyms(),
        record -> {
          Laptop laptop = data.open();
          laptop.record(record);
          laptop.sequenceNow();
        },
        InstantSource.system());
  }

  /** Where the log in the data directory is; bad use if there is none. */
  static LogFiles requireLog(Configuration configuration) {
    LogFiles files = LogFiles.in(configuration.data());
    if (!Files.exists(files.key())) {
      throw new SetupException(
          configuration.data() + ": there is no audit log here; choose another with --data");
    }
    return files;
  }

  /** The entries as far as a checkpoint reaches that one of the keys signed. */
  static RecordSource source(LogView view, KeyRing keys) {
    return new BundleSource(
        key -> view.stored(key).or(() -> view.published(key)),
        () ->
            view.published("checkpoint")
                .map(note -> keys.checkpoint(SignedNote.parse(note)))
                .map(Checkpoint::size)
                .orElse(0L));
  }

  /** What is published, for reading: a reader's directory need not be writable. */
  record ReadOnly(LogView view) implements PublicationStore {
    @Override
    public void replace(String key, byte[] body) {
      throw new PortException(Code.UNSUPPORTED, "replace " + key + ": opened for reading");
    }

    @Override
    public Optional<byte[]> get(String key) {
      return view.published(key);
    }

    @Override
    public void remove(String key) {
      throw new PortException(Code.UNSUPPORTED, "remove " + key + ": opened for reading");
    }
  }
}
