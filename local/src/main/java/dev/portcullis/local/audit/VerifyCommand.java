package dev.portcullis.local.audit;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.read.RecordIndex;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.verify.Fault;
import dev.portcullis.audit.verify.HeadCheck;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.Progressing;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.store.RetentionNotes;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a whole log: every object, hash and signature, and that nothing sealed is missing.",
      "It needs the log and its public keys, reads only, and takes 64 MB of memory at any size.",
      "Exit code 1 if anything is wrong; each fault is a line that names its object."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis audit verify",
      "  portcullis audit verify /backup/log --key log.vkey --kept checkpoint.last-month",
      "  portcullis audit verify https://logs.example/portcullis --key log.vkey"
    })
final class VerifyCommand implements Callable<Integer> {
  private final InstantSource clock;
  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogOptions log;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|URL",
      description = "a data directory, a bare copy of a log, or an address (default: --data)")
  private @Nullable String target;

  @Option(
      names = "--kept",
      paramLabel = "FILE",
      description = "a checkpoint kept from before, which the log must continue")
  private @Nullable Path kept;

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

  @Option(names = "--json", description = "the report as one JSON object")
  private boolean json;

  @Option(names = "--quiet", description = "no progress")
  private boolean quiet;

  VerifyCommand(Place place, InstantSource clock, RandomGenerator random) {
    this.log = new LogOptions(place);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    OpenLog open = log.open(target);
    List<Fault> faults = new ArrayList<>();
    KeyRing keys;
    try {
      keys = log.keys(open.place());
    } catch (PortException e) {
      String file = Objects.toString(log.keyFile(open.place()).getFileName());
      out.println(ReportLines.line(new Fault(Fault.Kind.UNSIGNED, file, "it is no key")));
      return 1;
    }
    Progressing progress =
        quiet ? (commits, entries) -> {} : new ProgressLines(spec.commandLine().getErr(), clock);
    Report report =
        new LogVerifier(keys, AuditTrail.LEAST_RETENTION, random).verify(open.view(), progress);
    faults.addAll(report.faults());
    if (report.commits() == 0 && report.pending() == 0) {
      faults.add(new Fault(Fault.Kind.MISSING, "commit", "there is no log here"));
    }
    head(new HeadCheck(open.view(), keys), faults);
    for (String object :
        new RecordIndex(new Desks.ReadOnly(open.view())).damaged(report.proven())) {
      faults.add(new Fault(Fault.Kind.CHANGED, object, "build it anew with audit index"));
    }
    open.place().ifPresent(place -> faults.addAll(RetentionNotes.faults(place.worm())));
    ReportLines lines = new ReportLines(keys.origin(), report, faults, open.view().lists());
    if (json) {
      out.println(lines.json());
    } else {
      lines.print(out);
    }
    return faults.isEmpty() ? 0 : 1;
  }

  private void head(HeadCheck check, List<Fault> faults) {
    if (kept != null) {
      check.continues(bytes(kept)).ifPresent(faults::add);
    }
    if (witnesses != null) {
      try {
        check.cosigned(KeyFile.keys(witnesses), quorum).ifPresent(faults::add);
      } catch (PortException e) {
        if (e.code() == Code.MISSING || e.code() == Code.INVALID) {
          throw new BadUse(spec.commandLine(), "--witness is no file of vkeys", e);
        }
        throw e;
      }
    }
  }

  private byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadUse(spec.commandLine(), "--kept cannot be read", e);
    }
  }
}
