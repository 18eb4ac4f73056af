package dev.portcullis.local.audit;

import dev.portcullis.audit.tlog.Checkpoint;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.SignedNote;
import dev.portcullis.audit.tlog.TlogProof;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.PlainText;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check-proof",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that a record is in a log, with the proof and the log's public keys alone.",
      "Exit code 1 if it does not hold."
    },
    footerHeading = "%nExample:%n",
    footer = "  portcullis audit check-proof event.tlog-proof event.json --key log.vkey")
final class CheckProofCommand implements Callable<Integer> {
  private static final long LONGEST = 1 << 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log;

  @Parameters(index = "0", paramLabel = "PROOF", description = "the .tlog-proof file")
  private Path proof = Path.of("");

  @Parameters(index = "1", paramLabel = "RECORD", description = "the record, byte for byte")
  private Path record = Path.of("");

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = "the witnesses' keys, one vkey a line; the checkpoint must carry cosignatures")
  private @Nullable Path witnesses;

  @Option(
      names = "--quorum",
      paramLabel = "N",
      defaultValue = "1",
      description = "how many of those witnesses (default ${DEFAULT-VALUE})")
  private int quorum;

  CheckProofCommand(Place place) {
    this.log = new LogOptions(place);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    KeyRing keys = keys();
    try {
      TlogProof read = TlogProof.parse(bytes(proof));
      if (!read.proves(bytes(record), keys)) {
        out.println("it does not hold");
        return 1;
      }
      SignedNote note = SignedNote.parse(read.checkpoint());
      Checkpoint head = Checkpoint.parse(note.text());
      long cosigned = cosigned(head.origin(), note);
      out.println(
          PlainText.of(
              "entry " + read.index() + " of the " + head.size() + " in " + head.origin()));
      if (witnesses != null) {
        out.println(cosigned + " witnesses cosigned the checkpoint");
      }
      return witnesses == null || cosigned >= quorum ? 0 : 1;
    } catch (PortException e) {
      out.println("it is not a proof");
      return 1;
    }
  }

  private KeyRing keys() {
    try {
      return log.keys(log.standard());
    } catch (PortException e) {
      throw new BadUse(spec.commandLine(), "--key is no file of vkeys", e);
    }
  }

  private long cosigned(String origin, SignedNote note) {
    if (witnesses == null) {
      return 0;
    }
    try {
      List<VerifierKey> known = KeyFile.keys(witnesses);
      return new KeyRing(origin, known).signed(note);
    } catch (PortException e) {
      throw new BadUse(spec.commandLine(), "--witness is no file of vkeys", e);
    }
  }

  private byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new PortException(Code.CORRUPT, "too long");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadUse(spec.commandLine(), file + " cannot be read", e);
    }
  }
}
