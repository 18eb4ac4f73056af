package dev.portcullis.aws;

import dev.portcullis.authorization.CredentialVerifier;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.authorization.tokens.HttpsJwks;
import dev.portcullis.authorization.tokens.IssuerFile;
import dev.portcullis.authorization.tokens.Revocations;
import dev.portcullis.authorization.tokens.TokenVerifier;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The {@code policies} folder of a deployment package. It never changes while a function lives, so
 * it is read once; a file that cannot be used ends the start and is named with its line.
 */
final class PolicyPackage implements Callable<PolicyDecider> {
  private final Path folder;

  PolicyPackage(Environment environment) {
    this.folder = Path.of(environment.codeRoot(), "policies");
  }

  /** The policies, in force. */
  @Override
  public PolicyDecider call() {
    return decider();
  }

  /** The same. */
  PolicyDecider decider() {
    PolicyDecider decider = new PolicyDecider();
    try {
      if (decider.reload(PolicyFiles.read(folder)) instanceof PolicyDecider.Reload.Kept kept) {
        throw new MisconfiguredException(String.join("; ", kept.problems()));
      }
    } catch (PortException unreadable) {
      throw MisconfiguredException.of(unreadable);
    }
    return decider;
  }

  /** Accepts the tokens of the issuers in {@code issuers.json}; none if there is no such file. */
  CredentialVerifier tokens(InstantSource clock) {
    Optional<String> issuers = text("issuers.json");
    if (issuers.isEmpty()) {
      return CredentialVerifier.none();
    }
    try {
      // Keys are fetched within a call: between calls a function stands still.
      return new TokenVerifier(
          IssuerFile.parse(issuers.get(), "issuers.json"),
          new HttpsJwks(),
          Revocations.none(),
          clock,
          Runnable::run);
    } catch (IllegalArgumentException bad) {
      throw MisconfiguredException.of(bad);
    }
  }

  /** The text of a file; empty if there is none. */
  Optional<String> text(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new MisconfiguredException("policies/" + name + " cannot be read as UTF-8 text");
    }
  }
}
