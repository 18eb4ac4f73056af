package dev.portcullis.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which requests go wrong: each planned fault is used up by the first request that it fits. */
public final class FaultPlan {
  private record Planned(Predicate<WireRequest> fits, Fault fault, boolean lasts) {}

  private final List<Planned> planned = new ArrayList<>();

  /** The next requests that fit go wrong, one fault each, in this order. */
  public synchronized void next(Predicate<WireRequest> fits, Fault... faults) {
    for (Fault fault : faults) {
      planned.add(new Planned(fits, fault, false));
    }
  }

  /** Every request that fits goes wrong so, until all is forgotten. */
  public synchronized void always(Predicate<WireRequest> fits, Fault fault) {
    planned.add(new Planned(fits, fault, true));
  }

  /** Forgets what has not been used. */
  public synchronized void clear() {
    planned.clear();
  }

  /** How many faults have not been used. */
  public synchronized int left() {
    return planned.size();
  }

  synchronized Optional<Fault> take(WireRequest request) {
    for (int i = 0; i < planned.size(); i++) {
      if (planned.get(i).fits().test(request)) {
        Planned found = planned.get(i);
        if (!found.lasts()) {
          planned.remove(i);
        }
        return Optional.of(found.fault());
      }
    }
    return Optional.empty();
  }
}
