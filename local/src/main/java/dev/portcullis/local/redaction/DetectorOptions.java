package dev.portcullis.local.redaction;

import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.DetectorSource;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.WordLists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Which detectors a command uses: a profile, and files of one's own beside those of the product.
 */
final class DetectorOptions {
  private static final String EXTENSION = ".detectors";

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--profile",
      description =
          "default (weak types need context), strict (everything), secrets, or a country code such"
              + " as de.")
  private String profile = "default";

  @Option(
      names = "--detectors",
      paramLabel = "FILE",
      description = "A file of further detectors; may be repeated.")
  private List<Path> files = new ArrayList<>();

  DetectorOptions() {}

  boolean strict() {
    return profile.equals("strict");
  }

  Scanner scanner() {
    return new Scanner(set(List.of()), Budget.DEFAULT);
  }

  /** The set with these files too. */
  DetectorSet set(List<Path> more) {
    List<DetectorSource> sources = new ArrayList<>();
    List<Path> all = new ArrayList<>(files);
    all.addAll(more);
    for (Path file : all) {
      sources.add(source(file));
    }
    try {
      return DetectorSet.of(new Profile(profile), sources, WordLists.NONE);
    } catch (IllegalArgumentException wrong) {
      // These messages name file, line and field, or that the profile is unknown.
      throw new BadUse(line(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private DetectorSource source(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(EXTENSION)) {
      throw new BadUse(line(), "a file of detectors is named *" + EXTENSION);
    }
    try {
      return new DetectorSource(
          name.substring(0, name.length() - EXTENSION.length()), Files.readString(file));
    } catch (IOException unreadable) {
      throw new BadUse(line(), file + " cannot be read as UTF-8 text", unreadable);
    }
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
