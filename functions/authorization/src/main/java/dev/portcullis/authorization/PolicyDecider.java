package dev.portcullis.authorization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers access requests from a policy set; whatever is not clearly permitted is denied.
 *
 * <p>The set is immutable and swapped whole: a request sees the old set or the new one, never a
 * mixture, and a set that does not load leaves the old one in force. An evaluation error denies,
 * although Cedar itself would skip the policy. Safe for concurrent use.
 */
public final class PolicyDecider {
  private volatile LoadedPolicies loaded = LoadedPolicies.none();

  /** What {@link #reload} did. */
  public sealed interface Reload {
    /** The new set is in force; {@link #policyVersion} names it. */
    record Loaded(int policies) implements Reload {}

    /**
     * The new set was refused and the old one stays in force: raise an alarm.
     *
     * @param problems file, line and message of each, at least one
     * @param keptVersion the version that stays in force; empty if none was ever loaded
     */
    record Kept(List<String> problems, String keptVersion) implements Reload {
      public Kept {
        problems = List.copyOf(problems);
      }
    }
  }

  /** A decider with no policies: it denies everything until {@link #reload} succeeds. */
  public PolicyDecider() {}

  /** Puts a new policy set in force, or keeps the old one and says why. */
  public Reload reload(PolicyFiles files) {
    List<String> problems = new ArrayList<>();
    Optional<LoadedPolicies> fresh = PolicyLoader.load(files, problems);
    if (fresh.isEmpty()) {
      return new Reload.Kept(problems, loaded.version());
    }
    loaded = fresh.get();
    return new Reload.Loaded(fresh.get().size());
  }

  /** The ids in the catalogue of one entity type, sorted; for {@code Model}, all known models. */
  public List<String> catalogue(String resourceType) {
    return loaded.catalogue(resourceType);
  }

  /** What the catalogue says of one resource, for the record; empty if it is not listed. */
  public Map<String, Object> facts(String resourceType, String id) {
    return loaded.facts(resourceType, id);
  }

  /** The digest of the set in force; empty if there is none. */
  public String policyVersion() {
    return loaded.version();
  }

  /** The answer; never throws for what a request holds. */
  public Decision authorize(AccessRequest request) {
    return loaded.authorize(request);
  }
}
