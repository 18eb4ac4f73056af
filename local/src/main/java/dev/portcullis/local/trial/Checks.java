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

  List<Check> all() {
    return List.copyOf(all);
  }

  boolean hold() {
    return !all.isEmpty() && all.stream().allMatch(Check::holds);
  }
}
