package dev.portcullis.local.audit;

import dev.portcullis.local.config.Place;
import dev.portcullis.local.terminal.DataOptions;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** Which log a command works on; it is opened when the command runs and not before. */
final class DeskOptions {
  private final Function<DataOptions, AuditDesk> opener;

  @Mixin private DataOptions data;

  DeskOptions(Place place, Function<DataOptions, AuditDesk> opener) {
    this.data = new DataOptions(place);
    this.opener = opener;
  }

  AuditDesk open() {
    return opener.apply(data);
  }
}
