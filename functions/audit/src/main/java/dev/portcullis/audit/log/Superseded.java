package dev.portcullis.audit.log;

import dev.portcullis.audit.tlog.Tile;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Removes the partial tiles and bundles that this instance published once the full one is there,
 * which C2SP tlog-tiles allows: whoever still asks for one takes the full one instead.
 *
 * <p>A few with each commit, so that none waits for it. What an instance that ended had published
 * stays; it harms nothing and can be removed by anybody.
 */
final class Superseded {
  private static final int AT_ONCE = 16;

  private final PublicationStore published;
  private final Map<String, Deque<String>> partial = new HashMap<>();
  private final Deque<String> removable = new ArrayDeque<>();

  Superseded(PublicationStore published) {
    this.published = published;
  }

  /** A partial object was published for the place of a full one. */
  void published(String full, String path) {
    Deque<String> paths = partial.computeIfAbsent(full, key -> new ArrayDeque<>());
    if (paths.size() < Tile.FULL && !paths.contains(path)) {
      paths.add(path);
    }
  }

  /** A full object is there. */
  void full(String path) {
    Deque<String> paths = partial.remove(path);
    if (paths != null) {
      removable.addAll(paths);
    }
  }

  /** Removes a few. */
  void remove() {
    try {
      for (int i = 0; i < AT_ONCE && !removable.isEmpty(); i++) {
        published.remove(removable.element());
        removable.remove();
      }
    } catch (PortException e) {
      // The next commit tries again; no reader is worse off until then.
    }
  }
}
