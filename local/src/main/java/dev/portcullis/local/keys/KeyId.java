package dev.portcullis.local.keys;

import dev.portcullis.local.terminal.BadUse;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The id of a key as a parameter. */
final class KeyId {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{12}");

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "The key's public id, 12 letters and digits.")
  private String text = "";

  /** The id; whoever pasted a whole key hears that it was no id, and not what was pasted. */
  String id() {
    if (!ID.matcher(text).matches()) {
      throw new BadUse(
          Objects.requireNonNull(spec).commandLine(),
          "ID must be a key's public id, never the key itself; 'portcullis keys list' shows them");
    }
    return text;
  }
}
