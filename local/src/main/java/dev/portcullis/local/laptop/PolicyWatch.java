package dev.portcullis.local.laptop;

import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.ports.PortException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts the policies of a directory in force, and again whenever a file in it changes; a set that
 * does not load leaves the old one in force and raises an alarm, once for each such set.
 */
final class PolicyWatch {
  private final Path directory;
  private final PolicyDecider decider;
  private final OperatorLog log;
  private Optional<PolicyFiles> seen = Optional.empty();
  private boolean unreadable;

  PolicyWatch(Path directory, PolicyDecider decider, OperatorLog log) {
    this.directory = directory;
    this.decider = decider;
    this.log = log;
  }

  /** The first load: without policies nothing could be permitted, so a bad set stops the start. */
  synchronized void load() {
    PolicyFiles files;
    try {
      files = PolicyFiles.read(directory);
    } catch (PortException e) {
      throw new SetupException(
          directory + ": no policies can be read there; set policies.directory");
    }
    seen = Optional.of(files);
    if (decider.reload(files) instanceof PolicyDecider.Reload.Kept kept) {
      throw new SetupException(kept.problems().stream().map(p -> directory + "/" + p).toList());
    }
  }

  /** Looks once; cheap where nothing has changed. */
  synchronized void look() {
    PolicyFiles files;
    try {
      files = PolicyFiles.read(directory);
    } catch (PortException e) {
      if (!unreadable) {
        log.alarm("the policies cannot be read (" + e.code() + "); the last ones stay in force");
      }
      unreadable = true;
      return;
    }
    unreadable = false;
    if (seen.equals(Optional.of(files))) {
      return;
    }
    seen = Optional.of(files);
    PolicyDecider.Reload result = decider.reload(files);
    if (result instanceof PolicyDecider.Reload.Loaded loaded) {
      log.info(loaded.policies() + " policies in force, version " + decider.policyVersion());
    } else if (result instanceof PolicyDecider.Reload.Kept kept) {
      List<String> problems = kept.problems();
      log.alarm(
          "changed policies were refused, version "
              + kept.keptVersion()
              + " stays in force: "
              + problems.get(0)
              + (problems.size() > 1 ? " and " + (problems.size() - 1) + " more" : ""));
    }
  }
}
