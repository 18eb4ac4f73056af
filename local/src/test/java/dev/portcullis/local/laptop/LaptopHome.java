package dev.portcullis.local.laptop;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.ConfigurationFile;
import dev.portcullis.local.config.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A data directory and a checkout's policies of its own for one test. */
final class LaptopHome implements OperatorLog {
  final Path data;
  final Path policies;
  final List<String> infos = new ArrayList<>();
  final List<String> alarms = new ArrayList<>();

  private LaptopHome(Path data, Path policies) {
    this.data = data;
    this.policies = policies;
  }

  /** The home that another process has made. */
  static LaptopHome again(Path folder) {
    return new LaptopHome(folder.resolve("data"), folder.resolve("policies"));
  }

  LaptopHome(Path folder) throws Exception {
    this(folder.resolve("data"), Files.createDirectory(folder.resolve("policies")));
    for (String name : List.of("roles.cedar", "portcullis.cedarschema", "models.entities.json")) {
      Files.copy(Path.of("../infra/policies").resolve(name), policies.resolve(name));
    }
  }

  Configuration configuration() {
    Place place = new Place(Map.of(), data, data, Optional.empty());
    Configuration read =
        ConfigurationFile.read(place, Optional.of(data), Optional.empty()).configuration();
    Configuration.Policies mine =
        new Configuration.Policies(
            policies,
            read.policies().reloadEvery(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Configuration(
        read.deployment(),
        read.data(),
        read.gateway(),
        read.upstream(),
        mine,
        read.redaction(),
        read.audit(),
        read.alerts());
  }

  Laptop open() {
    return Laptop.open(
        configuration(), new Surroundings(InstantSource.system(), new SecureRandom(), this, true));
  }

  @Override
  public void info(String line) {
    infos.add(line);
  }

  @Override
  public void alarm(String line) {
    alarms.add(line);
  }
}
