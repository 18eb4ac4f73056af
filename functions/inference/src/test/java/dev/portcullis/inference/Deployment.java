package dev.portcullis.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.log.IntakeBatch;
import dev.portcullis.audit.record.Digests;
import dev.portcullis.audit.record.Emitter;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.audit.record.Pseudonyms;
import dev.portcullis.audit.record.RecordEncoder;
import dev.portcullis.audit.tlog.TreeHash;
import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.Authenticator;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import dev.portcullis.contract.memory.MemoryRecordStore;
import dev.portcullis.contract.memory.MemoryWormStore;
import dev.portcullis.contract.memory.Provider;
import dev.portcullis.limits.LimitRules;
import dev.portcullis.limits.Limits;
import dev.portcullis.limits.Prices;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretBytes;
import dev.portcullis.ports.WormStore;
import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.Scanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A whole deployment in memory, with the shipped policies; the bearer token is the role. */
final class Deployment {
  static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  final ScriptedModel model = new ScriptedModel();
  final MemoryWormStore worm = new MemoryWormStore(Provider.S3, () -> NOW);
  final MemoryRecordStore accounts = new MemoryRecordStore();

  /** Appends that fail from this one on, counted from 0; none if negative. */
  int logFailsFrom = -1;

  /** What they fail with. */
  RuntimeException logFailure = new PortException(PortException.Code.UNAVAILABLE, "create");

  /** The time that calls go by; records and budgets stand still. */
  Instant now = NOW;

  private final GovernedCall call;
  private int appends;

  Deployment() {
    this("", Settings.DEFAULT);
  }

  Deployment(String limits, Settings settings) {
    Random random = new Random(20261124);
    PolicyDecider policies = new PolicyDecider();
    policies.reload(PolicyFiles.read(Path.of("../../infra/policies")));
    Digests digests = new Digests("d1", SecretBytes.of("key", new byte[32]));
    Emitter emitter =
        new Emitter("test", "inference", "0.1.0", "local", "laptop", "here", "epoch-1");
    MemoryRecordStore records = new MemoryRecordStore();
    AuditTrail trail =
        new AuditTrail(
            new Refusing(),
            () -> NOW,
            random,
            AuditTrail.LEAST_RETENTION,
            (what, object) -> {
              throw new AssertionError(what + " " + object);
            });
    call =
        new GovernedCall(
            authenticator(),
            policies,
            SCANNER,
            new Limits(
                accounts,
                LimitRules.parse(limits, "limits"),
                Prices.shipped(),
                () -> NOW,
                random,
                Duration.ofMinutes(5),
                attempt -> true),
            name -> model,
            new CallLog(
                new RecordEncoder(
                    emitter, Set.of("stand-in", "general", "developer"), digests, () -> NOW),
                trail,
                new Pseudonyms(
                    records, new PlainWrapping(), digests, random, () -> NOW, Duration.ZERO, 100),
                digests,
                NetworkOrigin.Detail.TRUNCATED),
            () -> now,
            random,
            settings);
  }

  private static Authenticator authenticator() {
    return head ->
        head.single("authorization")
            .filter(value -> value.startsWith("Bearer "))
            .<Authentication>map(
                value ->
                    new Authentication.Authenticated(
                        new Principal(
                            "User",
                            "ann@example.com",
                            "acme",
                            List.of(value.substring(7)),
                            value.endsWith("scientist")
                                ? Map.of("mayPass", Set.of("image", "stored"))
                                : Map.of(),
                            "test")))
            .orElseGet(() -> Authentication.Rejected.of(RejectionCode.MISSING_CREDENTIAL));
  }

  /** A call as a developer. */
  Caught post(String path, String body) {
    return post(path, body, new Caught(), Map.of("authorization", "Bearer developer"));
  }

  Caught post(String path, String body, Caught answer, Map<String, String> headers) {
    return send("POST", path, body.getBytes(StandardCharsets.UTF_8), answer, headers);
  }

  Caught send(String method, String path, byte[] body, Caught answer, Map<String, String> headers) {
    Map<String, List<String>> multi = new TreeMap<>();
    headers.forEach((name, value) -> multi.put(name, List.of(value)));
    int mark = path.indexOf('?');
    call.handle(
        new Inbound(
            new RequestHead(
                method,
                mark < 0 ? path : path.substring(0, mark),
                multi,
                Optional.of("127.0.0.1"),
                Optional.empty()),
            mark < 0 ? "" : path.substring(mark + 1),
            most -> java.util.Arrays.copyOf(body, Math.min(body.length, most))),
        answer);
    return answer;
  }

  /** Every record in the order in which it was written. */
  List<JsonNode> records() {
    List<JsonNode> all = new ArrayList<>();
    for (WormStore.Entry object : worm.list("", "", 1_000)) {
      IntakeBatch batch = IntakeBatch.parse(worm.get(object.key()).orElseThrow(), new TreeHash());
      for (int i = 0; i < batch.size(); i++) {
        try {
          all.add(new ObjectMapper().readTree(batch.entry(i)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return all;
  }

  /** The stages of all records, in order. */
  List<String> stages() {
    return records().stream().map(record -> record.at("/unmapped/stage").asText()).toList();
  }

  /** The last record of a stage. */
  JsonNode record(String stage) {
    return records().stream()
        .filter(record -> record.at("/unmapped/stage").asText().equals(stage))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** The store, refusing where a test says so. */
  private final class Refusing implements WormStore {
    @Override
    public PutOutcome create(String key, byte[] body, Instant retainUntil) {
      if (logFailsFrom >= 0 && appends++ >= logFailsFrom) {
        throw logFailure;
      }
      return worm.create(key, body, retainUntil);
    }

    @Override
    public Optional<byte[]> get(String key) {
      return worm.get(key);
    }

    @Override
    public List<Entry> list(String prefix, String after, int limit) {
      return worm.list(prefix, after, limit);
    }

    @Override
    public List<Version> versions(String key) {
      return worm.versions(key);
    }
  }
}
