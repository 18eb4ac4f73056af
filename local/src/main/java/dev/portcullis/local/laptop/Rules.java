package dev.portcullis.local.laptop;

import dev.portcullis.audit.witness.WitnessPolicy;
import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.tokens.HttpsJwks;
import dev.portcullis.authorization.tokens.IssuerFile;
import dev.portcullis.authorization.tokens.Revocations;
import dev.portcullis.authorization.tokens.TokenVerifier;
import dev.portcullis.limits.Backoff;
import dev.portcullis.limits.LimitRules;
import dev.portcullis.limits.Limits;
import dev.portcullis.limits.Prices;
import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.DetectorSource;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.WordLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the files that an operator edits; a wrong one stops the start and names file and line. */
final class Rules {
  private static final String DETECTORS = ".detectors";

  private final Configuration configuration;
  private final Surroundings surroundings;

  Rules(Configuration configuration, Surroundings surroundings) {
    this.configuration = configuration;
    this.surroundings = surroundings;
  }

  Limits limits(RecordStore records) {
    return new Limits(
        records,
        limitRules(),
        prices(),
        surroundings.clock(),
        surroundings.random(),
        configuration.upstream().longestCall(),
        Backoff.sleeping(surroundings.random()));
  }

  private LimitRules limitRules() {
    try {
      return configuration
          .policies()
          .limits()
          .map(file -> LimitRules.parse(text(file), name(file)))
          .orElseGet(LimitRules::none);
    } catch (IllegalArgumentException bad) {
      throw wrong(bad);
    }
  }

  private Prices prices() {
    try {
      return configuration
          .policies()
          .prices()
          .map(file -> Prices.parse(text(file), name(file)))
          .orElseGet(Prices::shipped);
    } catch (IllegalArgumentException bad) {
      throw wrong(bad);
    }
  }

  /** Whom the log asks to cosign; empty if no file is configured. */
  Optional<WitnessPolicy> witnesses() {
    Optional<Path> file = configuration.audit().witnesses();
    try {
      return file.map(one -> WitnessPolicy.parse(text(one)));
    } catch (PortException bad) {
      throw new SetupException(file.map(Rules::name).orElse("") + ": " + bad.getMessage());
    }
  }

  /** Reads every file that a start would read; the problems of all of them. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    PolicyWatch policies =
        new PolicyWatch(
            configuration.policies().directory(), new PolicyDecider(), surroundings.log());
    List<Runnable> readers =
        List.of(
            policies::load,
            this::limitRules,
            this::prices,
            this::tokens,
            this::scanner,
            this::witnesses);
    for (Runnable reader : readers) {
      try {
        reader.run();
      } catch (SetupException bad) {
        problems.addAll(bad.problems());
      }
    }
    return problems;
  }

  Scanner scanner() {
    List<DetectorSource> extra = new ArrayList<>();
    configuration.redaction().detectors().ifPresent(folder -> extra.addAll(detectors(folder)));
    try {
      DetectorSet set = DetectorSet.of(configuration.redaction().profile(), extra, WordLists.NONE);
      return new Scanner(set, Budget.DEFAULT);
    } catch (IllegalArgumentException bad) {
      throw wrong(bad);
    }
  }

  /** Accepts the tokens of the configured issuers; none at all if none are configured. */
  CredentialVerifier tokens() {
    return configuration.policies().issuers().map(this::tokens).orElseGet(CredentialVerifier::none);
  }

  private CredentialVerifier tokens(Path file) {
    try {
      // Keys are refreshed inline: a laptop's caller can wait for its issuer once in five minutes.
      return new TokenVerifier(
          IssuerFile.parse(text(file), name(file)),
          new HttpsJwks(),
          Revocations.none(),
          surroundings.clock(),
          Runnable::run);
    } catch (IllegalArgumentException bad) {
      throw wrong(bad);
    }
  }

  private static List<DetectorSource> detectors(Path folder) {
    List<DetectorSource> sources = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + DETECTORS)) {
      for (Path file : files) {
        String name = name(file);
        sources.add(
            new DetectorSource(name.substring(0, name.length() - DETECTORS.length()), text(file)));
      }
    } catch (IOException e) {
      throw new SetupException(folder + ": cannot be read as redaction.detectors");
    }
    sources.sort(Comparator.comparing(DetectorSource::name));
    return sources;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be read as UTF-8 text");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** These readers name file and line and quote names only: limits, detectors and issuers. */
  private static SetupException wrong(IllegalArgumentException bad) {
    return new SetupException(String.valueOf(bad.getMessage()).lines().toList());
  }
}
