package dev.portcullis.local.laptop;

import dev.portcullis.audit.tlog.NoteSigner;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.store.FileKeyWrapping;
import dev.portcullis.local.store.FileSecretStore;
import dev.portcullis.local.store.FileSigner;
import dev.portcullis.local.store.OnceFile;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a data directory's keys at its first opening and only then; the verifier key is written
 * last, so where it stands nothing else may be missing.
 *
 * <p>A missing key of an older directory is never made again: a new pepper would refuse every API
 * key, a new log key would begin a log that no one trusts, and nobody would see why. If we crash
 * between any two steps here, the next opening finds what is there and makes the rest.
 */
final class FirstOpen {
  /** The pepper of API key hashes. */
  static final String PEPPER = "api-key-pepper";

  /** The key of digests in records. */
  static final String DIGEST = "log-digest-key";

  /** The key that names subjects' records. */
  static final String DIRECTORY = "subject-directory-key";

  private static final String VERIFIER_KEY = LogFiles.KEY;

  /** What an opened directory has. */
  record Keys(FileSecretStore secrets, FileKeyWrapping wrapping, NoteSigner signer) {}

  private final DataDirectory directory;
  private final SecureRandom random;

  FirstOpen(DataDirectory directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /**
   * Opens the keys.
   *
   * @param deployment part of a new log's name
   */
  Keys open(String deployment) {
    OnceFile file = new OnceFile(directory.root(), VERIFIER_KEY);
    Optional<VerifierKey> known = file.read().map(this::parse);
    FileSecretStore secrets = new FileSecretStore(directory.secrets());
    if (known.isPresent()) {
      requireAll(secrets);
    }
    for (String name : List.of(PEPPER, DIGEST, DIRECTORY)) {
      secrets.first(name, () -> SecretText.of(name, random32()));
    }
    FileKeyWrapping wrapping = new FileKeyWrapping(directory.wrappingKeys(), random);
    FileSigner signer = FileSigner.open(directory.logKey());
    String origin =
        known.map(VerifierKey::name).orElse("portcullis/" + deployment + "/" + signer.keyId());
    NoteSigner notes = new NoteSigner(origin, List.of(signer));
    if (known.isEmpty()) {
      // If another process was first, it has read the same keys and written the same line, unless
      // its deployment has another name: then the comparison below says so.
      file.write(notes.keys().get(0).render() + "\n");
      known = file.read().map(this::parse);
    }
    if (!known.equals(Optional.of(notes.keys().get(0)))) {
      throw damaged(VERIFIER_KEY + " is not the key in keys/log");
    }
    return new Keys(secrets, wrapping, notes);
  }

  private void requireAll(FileSecretStore secrets) {
    Map<String, Boolean> present =
        Map.of(
            "secrets/" + PEPPER,
            secrets.read(PEPPER).isPresent(),
            "secrets/" + DIGEST,
            secrets.read(DIGEST).isPresent(),
            "secrets/" + DIRECTORY,
            secrets.read(DIRECTORY).isPresent(),
            "keys/wrapping",
            Files.exists(directory.wrappingKeys().resolve("primary")),
            "keys/log",
            Files.exists(directory.logKey().resolve("signing-key")));
    present.forEach(
        (what, there) -> {
          if (!there) {
            throw damaged(what + " is missing");
          }
        });
  }

  private VerifierKey parse(String line) {
    try {
      return VerifierKey.parse(line);
    } catch (PortException e) {
      throw damaged(VERIFIER_KEY + " is not a verifier key");
    }
  }

  private SetupException damaged(String what) {
    return new SetupException(
        directory.root()
            + ": "
            + what
            + "; restore it from a backup, or choose a new directory"
            + " with --data");
  }

  private String random32() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
