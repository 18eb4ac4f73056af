package dev.portcullis.bench.authorization;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Portcullis: a whole decision with the input's digest and everything else that a record needs. */
final class Ours {
  private Ours() {}

  static Engine load(Map<String, String> files, List<AccessRequest> requests) {
    PolicyDecider decider = new PolicyDecider();
    PolicyDecider.Reload reload = decider.reload(new PolicyFiles(new TreeMap<>(files)));
    if (!(reload instanceof PolicyDecider.Reload.Loaded)) {
      throw new IllegalStateException(reload.toString());
    }
    return request -> decider.authorize(requests.get(request)).permitted();
  }
}
