package dev.portcullis.local.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a reader of any source file may rely on. */
final class SourceRulesTest {
  private static final int LONGEST = 400;
  private static final Set<String> FORBIDDEN_FOLDERS =
      Set.of("util", "utils", "common", "commons", "impl", "helper", "helpers", "manager", "misc");
  private static final Pattern FORBIDDEN_TYPES =
      Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl)\\.java");
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|UnsupportedOperationException\\(\\)");

  private final List<Checkout.Source> main = Checkout.sources("main");
  private final List<Checkout.Source> tests = Checkout.sources("test");

  @Test
  void noFolderHasANameThatSaysNothing() {
    expectNone(
        all(),
        source -> {
          for (Path folder : source.path()) {
            if (FORBIDDEN_FOLDERS.contains(folder.toString())) {
              return true;
            }
          }
          return FORBIDDEN_TYPES.matcher(source.path().getFileName().toString()).matches();
        });
  }

  @Test
  void noFileIsLong() {
    expectNone(all(), source -> source.lines().size() > LONGEST);
  }

  @Test
  void mostFilesAreShort() {
    List<Integer> lengths = main.stream().map(source -> source.lines().size()).sorted().toList();
    int median = lengths.get(lengths.size() / 2);
    int ninth = lengths.get(lengths.size() * 9 / 10);
    assertTrue(median <= 110, "median " + median);
    assertTrue(ninth < 250, "90 % are under " + ninth);
  }

  @Test
  void onlyTheBackoffAndThePauseSleep() {
    expectNone(
        main,
        source ->
            source.text().contains("Thread.sleep(")
                && !surroundings(source)
                && !source.path().endsWith("limits/Backoff.java")
                && !source.path().endsWith("provider/http/Pause.java"));
  }

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    expectNone(
        tests,
        source ->
            !mine(source)
                && (source.text().contains("Thread.sleep(")
                    || source.text().contains("@Disabled")
                    || source.text().contains("assertTimeout")));
  }

  @Test
  void nothingButTheCommandWritesToTheProcessesOwnStreams() {
    expectNone(
        main,
        source ->
            Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(")
                    .matcher(source.text())
                    .find()
                && !surroundings(source)
                && !source.path().startsWith("local/src/main/java/dev/portcullis/local/command"));
  }

  @Test
  void onlyTheCommandEndsTheProcess() {
    expectNone(
        main,
        source ->
            source.text().contains("System.exit(")
                && !source.path().endsWith("local/command/Portcullis.java"));
  }

  @Test
  void nothingIsLeftUnfinished() {
    expectNone(all(), source -> !mine(source) && UNFINISHED.matcher(source.text()).find());
  }

  @Test
  void everyPackageSaysWhatItIsAndAssumesNoNull() {
    List<String> wrong = new ArrayList<>();
    for (Checkout.Source source : main) {
      Path folder = Checkout.ROOT.resolve(source.path()).getParent();
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info)) {
        wrong.add(source + ": no package-info.java");
      }
    }
    for (Checkout.Source source : main) {
      boolean info = source.path().endsWith("package-info.java");
      if (info && !(source.text().contains("@NullMarked") && source.text().startsWith("/**"))) {
        wrong.add(source + ": not a Javadoc and @NullMarked");
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void timeChanceThreadsAndEnvironmentAreGivenToAFunction() {
    Pattern ambient =
        Pattern.compile(
            "Instant\\.now\\(|currentTimeMillis|nanoTime\\(|InstantSource\\.system|Clock\\.system"
                + "|new (Secure)?Random\\(|Executors\\.|System\\.get(env|Property)\\(");
    expectNone(
        main,
        source ->
            source.path().startsWith("functions")
                && !source.module().equals("contract")
                && !surroundings(source)
                && ambient.matcher(source.text()).find());
  }

  /** The one class of a cloud that takes from its process what everything else is given. */
  private static boolean surroundings(Checkout.Source source) {
    return source.path().endsWith("portcullis/" + source.module() + "/Surroundings.java");
  }

  private List<Checkout.Source> all() {
    List<Checkout.Source> all = new ArrayList<>(main);
    all.addAll(tests);
    return all;
  }

  /** These tests name what they look for. */
  private static boolean mine(Checkout.Source source) {
    return source.path().toString().contains("/local/architecture/");
  }

  private static void expectNone(
      List<Checkout.Source> sources, Predicate<Checkout.Source> isWrong) {
    assertTrue(sources.size() > 100, "only " + sources.size() + " files were judged");
    assertEquals(List.of(), sources.stream().filter(isWrong).map(Object::toString).toList());
  }
}
