package dev.portcullis.aws;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.WordLists;
import java.util.List;

/** The detectors of a deployment. They never change while a function lives. */
final class Detectors {
  private Detectors() {}

  static Scanner scanner() {
    return new Scanner(DetectorSet.of(Profile.DEFAULT, List.of(), WordLists.NONE), Budget.DEFAULT);
  }
}
