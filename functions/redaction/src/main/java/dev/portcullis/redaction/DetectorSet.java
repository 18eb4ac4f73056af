package dev.portcullis.redaction;

import java.util.List;

/**
 * The compiled detectors of a profile; immutable, safe for threads, meant to be built once a
 * process.
 */
public final class DetectorSet {
  private final Profile profile;
  private final List<Detector> detectors;

  private DetectorSet(Profile profile, List<Detector> detectors) {
    this.profile = profile;
    this.detectors = List.copyOf(detectors);
  }

  /** The detectors that come with the product, in this profile. */
  public static DetectorSet of(Profile profile) {
    return new DetectorSet(profile, FirstCore.detectors());
  }

  /** The profile it was built for. */
  public Profile profile() {
    return profile;
  }

  /** Names the detectors and their content: the same version finds the same spans. */
  public String version() {
    return "builtin-" + profile.name();
  }

  /** What is declared, ordered by rule. */
  public List<Detector> detectors() {
    return detectors;
  }
}
