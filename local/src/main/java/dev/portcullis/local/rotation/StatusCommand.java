package dev.portcullis.local.rotation;

import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.journal.Active;
import dev.portcullis.rotation.journal.JournalEntry;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Which key is in use, which are ending, and how far a rotation is.")
final class StatusCommand implements Callable<Integer> {
  private final Supplier<RotationDesk> desk;

  @Mixin private Target target = new Target();

  StatusCommand(Supplier<RotationDesk> desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    RotationDesk open = desk.get();
    for (Credential credential : target.all(open)) {
      JournalEntry entry = open.rotations().status(credential.id());
      line(credential.id() + " (" + Target.word(credential.strategy().name()) + ")");
      entry
          .current()
          .ifPresentOrElse(
              key ->
                  line(
                      "  in use   "
                          + named(key.keyId(), key.token())
                          + ", since "
                          + key.since()
                          + "; next due "
                          + open.rotations().nextDue(credential.id())),
              () -> line("  in use   nothing that a rotation made"));
      for (JournalEntry.Retiring key : entry.retiring()) {
        line(
            "  ending   "
                + named(key.keyId(), key.token())
                + ", replaced "
                + key.replacedAt()
                + ", stops "
                + key.retireAt()
                + (key.blocked().isEmpty() ? "" : ", blocked: " + Target.word(key.blocked())));
      }
      entry.active().ifPresent(this::active);
      entry.paused().ifPresent(why -> line("  paused   " + why));
      entry
          .lease()
          .ifPresent(lease -> line("  at work  until " + lease.until() + " at the latest"));
      open.rotations().instructions(credential.id()).ifPresent(what -> line("  to do    " + what));
    }
    return 0;
  }

  private void active(Active active) {
    String failed =
        active.failures() == 0
            ? ""
            : ", failed " + active.failures() + " times, last " + Target.word(active.lastCode());
    line(
        "  rotation "
            + active.token()
            + ": "
            + Target.word(active.phase().name())
            + " since "
            + active.progressAt()
            + ", begun "
            + active.startedAt()
            + failed);
  }

  private static String named(String keyId, String token) {
    return "key " + (keyId.isEmpty() ? "unknown" : keyId) + ", version " + token;
  }

  private void line(String text) {
    target.out().println(text);
  }
}
