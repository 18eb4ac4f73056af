package dev.portcullis.audit.witness;

import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which witnesses a log asks and which of them must have cosigned a head: a C2SP tlog-policy file.
 * Its lines about logs are checked and not used, because a log knows its own key.
 */
public final class WitnessPolicy {
  private static final String NONE = "none";

  /**
   * A witness.
   *
   * @param key what verifies its cosignatures
   * @param address its submission prefix; empty if it is not asked by this log
   */
  public record Named(VerifierKey key, Optional<URI> address) {}

  private record Group(int threshold, List<String> members) {}

  private final Map<String, Named> witnesses = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Set<String> material = new HashSet<>();
  private Optional<String> quorum = Optional.empty();

  private WitnessPolicy() {}

  /**
   * Reads a policy.
   *
   * @throws PortException INVALID with the number of the first line that is not right
   */
  public static WitnessPolicy parse(String text) {
    WitnessPolicy policy = new WitnessPolicy();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceAll("^[ \t]+|[ \t]+$", "");
      if (!line.isEmpty() && !line.startsWith("#") && !policy.line(line.split("[ \t]+"))) {
        throw new PortException(Code.INVALID, "line " + (i + 1) + " of a witness policy");
      }
    }
    if (policy.quorum.isEmpty()) {
      throw new PortException(Code.INVALID, "a witness policy without a quorum line");
    }
    return policy;
  }

  /** Every witness, in the order of the file. */
  public List<Named> witnesses() {
    return List.copyOf(witnesses.values());
  }

  /** True if the witnesses with these keys are enough. */
  public boolean enough(Set<VerifierKey> signed) {
    return quorum.filter(name -> !name.equals(NONE)).map(name -> met(name, signed)).orElse(true);
  }

  private boolean met(String name, Set<VerifierKey> signed) {
    Named witness = witnesses.get(name);
    if (witness != null) {
      return signed.contains(witness.key());
    }
    Group group = groups.get(name);
    // Members stand on earlier lines, so no group is within itself.
    return group != null
        && group.members().stream().filter(member -> met(member, signed)).count()
            >= group.threshold();
  }

  private boolean line(String[] word) {
    return switch (word[0]) {
      case "log" -> log(word);
      case "witness" -> witness(word);
      case "group" -> group(word);
      case "quorum" -> quorum(word);
      default -> false;
    };
  }

  private boolean log(String[] word) {
    Optional<VerifierKey> key = word.length == 2 || word.length == 3 ? key(word[1]) : none();
    return key.filter(k -> k.type() != VerifierKey.Type.COSIGNATURE).isPresent()
        && (word.length == 2 || address(word[2]).isPresent());
  }

  private boolean witness(String[] word) {
    if (word.length != 3 && word.length != 4) {
      return false;
    }
    Optional<VerifierKey> key = key(word[2]);
    Optional<URI> address = word.length == 4 ? address(word[3]) : Optional.empty();
    boolean good =
        isNew(word[1])
            && key.filter(k -> k.type() == VerifierKey.Type.COSIGNATURE).isPresent()
            && material.add(Arrays.toString(key.get().key().getEncoded()))
            && (word.length == 3 || address.isPresent());
    if (good) {
      witnesses.put(word[1], new Named(key.get(), address));
    }
    return good;
  }

  private boolean group(String[] word) {
    if (word.length < 4 || !isNew(word[1])) {
      return false;
    }
    List<String> members = new ArrayList<>(Arrays.asList(word).subList(3, word.length));
    int threshold =
        switch (word[2]) {
          case "all" -> members.size();
          case "any" -> 1;
          default -> word[2].matches("[1-9][0-9]{0,3}") ? Integer.parseInt(word[2]) : 0;
        };
    boolean good =
        threshold >= 1
            && threshold <= members.size()
            && Set.copyOf(members).size() == members.size()
            && members.stream().allMatch(this::isKnown);
    if (good) {
      groups.put(word[1], new Group(threshold, List.copyOf(members)));
    }
    return good;
  }

  private boolean quorum(String[] word) {
    boolean good =
        word.length == 2 && quorum.isEmpty() && (word[1].equals(NONE) || isKnown(word[1]));
    quorum = good ? Optional.of(word[1]) : quorum;
    return good;
  }

  private boolean isNew(String name) {
    return !name.equals(NONE) && !isKnown(name);
  }

  private boolean isKnown(String name) {
    return witnesses.containsKey(name) || groups.containsKey(name);
  }

  private static Optional<VerifierKey> none() {
    return Optional.empty();
  }

  private static Optional<VerifierKey> key(String vkey) {
    try {
      return Optional.of(VerifierKey.parse(vkey));
    } catch (PortException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> address(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return Optional.of(uri).filter(u -> web && u.getHost() != null && u.getUserInfo() == null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
