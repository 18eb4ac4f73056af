package dev.portcullis.local.terminal;

import dev.portcullis.local.config.Nearest;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.ports.PortException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what went wrong and what to do, and never repeats what was typed: it may be a
 * secret in the wrong place, and terminals and shells keep what they show.
 */
public final class CommandErrors {
  private static final int NEAR = 3;

  private CommandErrors() {}

  /** Makes a command line and all its sub-commands report this way; exit codes are 1 and 2. */
  public static void reportOn(CommandLine commands) {
    commands.setParameterExceptionHandler((e, arguments) -> badUse(e));
    commands.setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
  }

  private static int badUse(ParameterException e) {
    CommandLine line = e.getCommandLine();
    String why = why(e);
    line.getErr()
        .println(
            "portcullis: " + why + "; see '" + line.getCommandSpec().qualifiedName() + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof SetupException setup) {
      line.getErr().println("portcullis: " + setup.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    // Only our own exceptions' messages are known to quote no value.
    String what =
        e instanceof PortException ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    line.getErr().println("portcullis: failed: " + what);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String why(ParameterException e) {
    if (e instanceof BadUse) {
      return String.valueOf(e.getMessage());
    } else if (e instanceof MissingParameterException missing) {
      return "missing "
          + missing.getMissing().stream()
              .map(CommandErrors::label)
              .collect(Collectors.joining(", "));
    } else if (e instanceof UnmatchedArgumentException unmatched) {
      return "an argument is not known" + suggestion(unmatched);
    } else if (e.getArgSpec() != null) {
      // A type of ours has a converter whose message is the expected form, without the value.
      Throwable cause = e.getCause();
      String form =
          cause != null && e.getArgSpec().converters().length > 0
              ? ", it takes " + cause.getMessage()
              : "";
      return "a wrong value for " + label(e.getArgSpec()) + form;
    }
    return "this cannot be understood";
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String suggestion(UnmatchedArgumentException unmatched) {
    Collection<String> known =
        new TreeSet<>(unmatched.getCommandLine().getCommandSpec().optionsMap().keySet());
    known.addAll(unmatched.getCommandLine().getSubcommands().keySet());
    List<String> typed = unmatched.getUnmatched();
    if (typed.isEmpty() || known.isEmpty()) {
      return "";
    }
    String nearest = Nearest.to(typed.get(0), known);
    return Nearest.distance(typed.get(0), nearest) < NEAR
        ? ", perhaps " + nearest + " was meant"
        : "";
  }
}
