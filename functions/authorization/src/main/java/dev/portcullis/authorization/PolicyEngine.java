package dev.portcullis.authorization;

import java.util.List;

/** Evaluates one immutable policy set. */
interface PolicyEngine {

  /**
   * What the policies say, before our own rule about errors.
   *
   * @param allow true if a policy permits and none forbids
   * @param determining the {@code @id}s of the policies that decided
   * @param alarms the {@code @alarm}s of those
   * @param failed the {@code @id}s of policies that could not be evaluated
   * @param errors a line about each of those
   */
  record Verdict(
      boolean allow,
      List<String> determining,
      List<String> alarms,
      List<String> failed,
      List<String> errors) {}

  /** How many policies there are. */
  int size();

  /**
   * The verdict on one request.
   *
   * @throws IllegalArgumentException if the request holds a value that policies cannot read
   */
  Verdict evaluate(AccessRequest request, Catalogue catalogue);
}
