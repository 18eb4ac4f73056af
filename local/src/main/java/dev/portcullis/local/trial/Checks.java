package dev.portcullis.local.trial;

import java.util.ArrayList;
import java.util.List;

/** What a trial must show, each checked and none assumed. */
final class Checks {
  /** One of them. */
  record Check(String what, boolean holds) {}

  private final List<Check> all = new ArrayList<>();

  void add(String what, boolean holds) {
    all.add(new Check(what, holds));
  }

  /** None of the values is anywhere in the text. */
  void absent(String what, List<String> values, String text) {
    add(what, values.stream().noneMatch(text::contains));
  }

  /** Each of the values is in the text. */
  void present(String what, List<String> values, String text) {
    add(what, values.stream().allMatch(text::contains));
  }

  /** A call that was let through, from all sides. */
  void allowed(String call, Trial.Shown shown) {
    String received = shown.exchange().map(e -> e.received()).orElse("");
    add(call + ": answered with 200", shown.got().status() == 200);
    add(call + ": the model was called", !received.isEmpty());
    absent(call + ": no planted value reached the model", Planted.ALL, received);
    present(call + ": every value came back", Planted.ALL, shown.got().text());
    absent(
        call + ": nothing that the model made up came through",
        Planted.INVENTED,
        shown.got().text());
    List<String> stages = Showing.stages(shown);
    add(
        call + ": intent and outcome are in the log",
        stages.contains("intent") && stages.contains("outcome"));
  }

  /** A call that was not. */
  void refused(String call, Trial.Shown shown, int status) {
    add(call + ": refused with " + status, shown.got().status() == status);
    add(call + ": the model was not called", shown.exchange().isEmpty());
    add(call + ": the refusal is in the log", Showing.stages(shown).contains("refusal"));
  }

  List<Check> all() {
    return List.copyOf(all);
  }

  boolean hold() {
    return !all.isEmpty() && all.stream().allMatch(Check::holds);
  }
}
