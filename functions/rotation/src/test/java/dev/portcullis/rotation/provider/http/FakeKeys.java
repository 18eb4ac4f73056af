package dev.portcullis.rotation.provider.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys inside a fake provider. */
final class FakeKeys {
  record Key(String id, String label, String owner, String value, Instant created) {}

  private final String valuePrefix;
  private final Map<String, Key> live = new LinkedHashMap<>();
  private int made;

  FakeKeys(String valuePrefix) {
    this.valuePrefix = valuePrefix;
  }

  Key make(String label, String owner, Instant now) {
    return make("key-" + (made + 1), label, owner, now);
  }

  Key make(String id, String label, String owner, Instant now) {
    made++;
    String value = valuePrefix + "canary-" + made + "-5f1d0c9ab2e84d37";
    Key key = new Key(id, label, owner, value, now);
    live.put(id, key);
    return key;
  }

  Optional<Key> remove(String id) {
    return Optional.ofNullable(live.remove(id));
  }

  Optional<Key> find(String id) {
    return Optional.ofNullable(live.get(id));
  }

  List<Key> all() {
    return List.copyOf(live.values());
  }

  /** The keys behind one, at most so many. */
  List<Key> page(String after, int limit) {
    List<Key> page = new ArrayList<>();
    boolean behind = after.isEmpty();
    for (Key key : live.values()) {
      if (behind && page.size() < limit) {
        page.add(key);
      }
      behind |= key.id().equals(after);
    }
    return page;
  }

  boolean last(List<Key> page) {
    return page.isEmpty() || page.get(page.size() - 1).equals(all().get(live.size() - 1));
  }

  boolean takes(String value, Instant now, Duration delay) {
    return live.values().stream()
        .anyMatch(key -> key.value().equals(value) && !now.isBefore(key.created().plus(delay)));
  }

  /** The values of one owner's keys. */
  Set<String> values(String owner) {
    Set<String> values = new TreeSet<>();
    for (Key key : live.values()) {
      if (key.owner().equals(owner)) {
        values.add(key.value());
      }
    }
    return values;
  }
}
