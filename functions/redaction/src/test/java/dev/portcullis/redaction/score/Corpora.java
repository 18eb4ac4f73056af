package dev.portcullis.redaction.score;

import java.nio.file.Path;
import java.util.List;

/**
 * Scores the detectors on labelled corpora: arguments are a folder, optionally names of corpora,
 * -v, and {@code --gitleaks=FILE} with the numbers of the cases in which gitleaks finds something.
 */
public final class Corpora {
  private static final String PEER = "--gitleaks=";

  private Corpora() {}

  /** Prints the figures; the exit status is 1 when one is below its goal. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    boolean verbose = wanted.contains("-v");
    boolean all = wanted.stream().allMatch(argument -> argument.startsWith("-"));
    String peer =
        wanted.stream().filter(a -> a.startsWith(PEER)).findFirst().orElse(PEER + "not-asked");
    boolean met = true;
    if (all || wanted.contains("presidio")) {
      met &= goal("presidio", PresidioScore.run(folder.resolve("presidio.jsonl.gz"), verbose));
    }
    if (all || wanted.contains("synth")) {
      met &= goal("synth", SynthScore.run(folder.resolve("presidio_synth.jsonl.gz"), verbose));
    }
    if (all || wanted.contains("evasion")) {
      met &= goal("evasion", EvasionScore.run(folder.resolve("evasion.jsonl.gz"), verbose));
    }
    if (all || wanted.contains("secrets")) {
      met &=
          goal(
              "secrets",
              SecretScore.run(
                  folder.resolve("gitleaks.jsonl.gz"),
                  Path.of(peer.substring(PEER.length())),
                  verbose));
    }
    if (all || wanted.contains("ordinary")) {
      met &= goal("ordinary", OrdinaryScore.run(verbose));
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean goal(String name, boolean met) {
    System.out.println(name + (met ? ": goal met" : ": BELOW GOAL"));
    return met;
  }
}
