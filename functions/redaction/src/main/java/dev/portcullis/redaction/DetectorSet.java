package dev.portcullis.redaction;

import dev.portcullis.redaction.detect.DetectorFile;
import dev.portcullis.redaction.detect.DetectorSpec;
import dev.portcullis.redaction.detect.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled detectors of a profile; immutable, safe for threads, meant to be built once a
 * process.
 */
public final class DetectorSet {
  private final Profile profile;
  private final List<DetectorSpec> specs;
  private final List<DetectorSource> sources;

  /** Computed when asked for: the first redaction of a process does not wait for a digest. */
  private volatile @Nullable String version;

  final Program program;
  final WordLists lists;

  private DetectorSet(
      Profile profile, List<DetectorSpec> specs, WordLists lists, List<DetectorSource> sources) {
    this.profile = profile;
    this.lists = lists;
    this.specs = List.copyOf(specs);
    this.sources = List.copyOf(sources);
    this.program = Program.compile(specs, profile.equals(Profile.STRICT));
  }

  /** The detectors that come with the product, in this profile. */
  public static DetectorSet of(Profile profile) {
    return of(profile, List.of(), WordLists.NONE);
  }

  /**
   * The detectors that come with the product and further files, in this profile.
   *
   * @throws IllegalArgumentException when a file is wrong; the message names file and line
   */
  public static DetectorSet of(Profile profile, List<DetectorSource> extra, WordLists lists) {
    List<DetectorSource> sources = new ArrayList<>(BuiltIn.sources());
    sources.addAll(extra);
    return only(profile, sources, lists);
  }

  /**
   * The detectors of these files alone, without those of the product, in this profile.
   *
   * @throws IllegalArgumentException when a file is wrong; the message names file and line
   */
  public static DetectorSet only(Profile profile, List<DetectorSource> sources, WordLists lists) {
    List<DetectorSpec> specs = new ArrayList<>();
    Map<String, List<String>> published = new HashMap<>();
    for (DetectorSource source : sources) {
      DetectorFile.Contents file = DetectorFile.parse(source.name(), source.text());
      for (DetectorSpec spec : file.specs()) {
        if (profile.includes(spec.type(), spec.country())) {
          specs.add(spec);
        }
      }
      if (!file.published().isEmpty()) {
        published.computeIfAbsent(file.type(), t -> new ArrayList<>()).addAll(file.published());
      }
    }
    specs.replaceAll(
        spec ->
            published.containsKey(spec.type()) ? spec.stoppedBy(published.get(spec.type())) : spec);
    specs.addAll(lists.detectors());
    return new DetectorSet(profile, specs, lists, sources);
  }

  /** The profile it was built for. */
  public Profile profile() {
    return profile;
  }

  /** Names the detectors and their content: the same version finds the same spans. */
  public String version() {
    String known = version;
    if (known == null) {
      known = BuiltIn.version(profile, sources, lists);
      version = known;
    }
    return known;
  }

  /** What is declared, ordered by rule. */
  public List<Detector> detectors() {
    return specs.stream()
        .map(
            spec ->
                new Detector(
                    spec.rule(),
                    spec.type(),
                    spec.family(),
                    spec.score(),
                    String.join(",", spec.validators()),
                    spec.needsContext()))
        .sorted(Comparator.comparing(Detector::rule))
        .toList();
  }
}
