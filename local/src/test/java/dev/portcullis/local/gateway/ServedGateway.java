package dev.portcullis.local.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.OperatorLog;
import dev.portcullis.local.laptop.Stores;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.model.StandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway that really serves, over a data directory of its own; keys by role. */
final class ServedGateway implements AutoCloseable {
  static final String EMAIL = "carla.ruiz@example.org";
  static final String CARD = "4111 1111 1111 1111";
  static final List<String> PLANTED = List.of("carla.ruiz", "4111 1111", "4111111111111111");

  final Serving serving;

  ServedGateway(Path data) throws IOException {
    this(data, Optional.empty(), "");
  }

  /**
   * @param upstream another model server than the stand-in
   * @param limits rules for the callers' limits; empty for the shipped ones
   */
  ServedGateway(Path data, Optional<URI> upstream, String limits) throws IOException {
    Configuration file = configuration(data);
    Optional<Path> rules = file.policies().limits();
    if (!limits.isEmpty()) {
      rules = Optional.of(Files.writeString(data.resolve("limits.txt"), limits));
    }
    serving =
        Serving.start(
            new Configuration(
                file.deployment(),
                file.data(),
                new Configuration.Gateway("127.0.0.1", 0, file.gateway().settings()),
                new Configuration.Upstream(
                    upstream, Optional.empty(), file.upstream().longestCall()),
                new Configuration.Policies(
                    file.policies().directory(),
                    file.policies().reloadEvery(),
                    rules,
                    file.policies().prices(),
                    file.policies().issuers()),
                file.redaction(),
                file.audit(),
                file.alerts()),
            Surroundings.ofProcess(OperatorLog.silent()));
  }

  /** The configuration of a data directory, with this checkout's policies. */
  static Configuration configuration(Path data) {
    Path checkout = Path.of("..").toAbsolutePath().normalize();
    Place place = new Place(Map.of(), data, data, Optional.of(checkout));
    return ConfigurationFile.read(place, Optional.of(data), Optional.empty()).configuration();
  }

  String base() {
    return serving.address() + "/v1";
  }

  String key(String role) {
    KeyChange made =
        serving
            .laptop()
            .keys()
            .create(KeySpec.of("test", "acme", "a test", "a test", Set.of(role)));
    return ((KeyChange.Issued) made).key().reveal();
  }

  /** What the stand-in received; checked to hold nothing that was planted. */
  List<String> received() {
    List<String> bodies =
        serving.standIn().orElseThrow().exchanges().stream()
            .map(StandIn.Exchange::received)
            .toList();
    for (String planted : PLANTED) {
      assertFalse(String.join("\n", bodies).contains(planted), "the model received " + planted);
    }
    return bodies;
  }

  /** The records of one call, in order. */
  List<LogRecord> records(String requestId) {
    Stores stores = serving.laptop().stores();
    long size = serving.laptop().sequenceNow().size();
    BundleSource source =
        new BundleSource(
            key -> stores.worm().get(key).or(() -> stores.published().get(key)), () -> size);
    return new LogSearch(source, Optional.empty()).first(Query.request(requestId), 100);
  }

  @Override
  public void close() {
    serving.close();
  }
}
