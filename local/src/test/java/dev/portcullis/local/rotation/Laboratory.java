package dev.portcullis.local.rotation;

import dev.portcullis.authorization.keys.ApiKeyVerifier;
import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.contract.memory.MemoryPublicationStore;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemorySecrets;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.Credential;
import dev.portcullis.rotation.Rotations;
import dev.portcullis.rotation.configuration.ProviderNeeds;
import dev.portcullis.rotation.provider.http.Exchange;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Stores in memory with a pepper and one API key, and the rotate commands over them. */
final class Laboratory {
  @Command(name = "rotate")
  private static final class Rotate {}

  Instant now = Instant.parse("2026-11-24T00:00:00Z");
  final MemoryRecordStore records = new MemoryRecordStore();
  final MemorySecrets secrets = new MemorySecrets(() -> now);
  final ApiKeys keys;
  final String keyId;
  final ProviderNeeds needs;
  final List<String> told = new ArrayList<>();

  Laboratory() {
    SecureRandom random = new SecureRandom();
    secrets.stage("pepper", "v1", SecretText.of("pepper", "p".repeat(43)));
    secrets.promote("pepper", "v1", SecretVersions.NONE);
    keys = new ApiKeys(records, secrets, "pepper", () -> now, random, (event, id, change) -> {});
    KeySpec spec = KeySpec.of("live", "acme", "ops@acme.example", "tests", Set.of("caller"));
    keyId = ((KeyChange.Issued) keys.create(spec)).id();
    needs =
        new ProviderNeeds(
            secrets,
            keys,
            Optional.of(new ApiKeyVerifier(records, secrets, "pepper", () -> now)),
            Optional.of(new MemoryPublicationStore(Provider.S3, () -> now)),
            new Exchange(HttpClient.newHttpClient(), Duration.ofSeconds(1), span -> {}),
            span -> {},
            () -> now,
            random);
  }

  Rotations rotations(List<Credential> credentials) {
    return new Rotations(
        credentials,
        secrets,
        secrets,
        records,
        record -> told.add(record.toString()),
        finding -> told.add(finding.toString()),
        () -> now,
        new SplittableRandom(1));
  }

  /** What a command line answered. */
  record Result(int exit, String out) {}

  Result run(Rotations rotations, String input, String... arguments) {
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine line = new CommandLine(new Rotate());
    RotateCommands.addTo(line, () -> new RotationDesk(rotations, () -> now), in);
    StringWriter out = new StringWriter();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    int exit = line.execute(arguments);
    return new Result(exit, out.toString());
  }
}
