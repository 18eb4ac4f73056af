package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.wire.WireIdentity;
import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireServer;
import dev.portcullis.ports.PortException;
import dev.portcullis.redaction.Scanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * One function of a deployment, wired as on AWS, behind an address of its own: so every call that
 * it makes is known to be its, and what goes wrong goes wrong for it alone.
 */
final class WireFunction implements AutoCloseable {
  /** A call that reached its service. */
  record Seen(WireRequest request, WireReply reply) {}

  /** They change nothing and take long to read. */
  private static final Scanner SCANNER = Detectors.scanner();

  private static final Map<String, PolicyDecider> POLICIES = new ConcurrentHashMap<>();

  private final WireServer server;
  private final Map<String, String> variables;
  private final List<Seen> seen = new ArrayList<>();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final Surroundings surroundings;
  private final SdkServices services;
  private final String name;
  private @Nullable RequestStreamHandler handler;

  WireFunction(WireCloud cloud, String name, Map<String, String> variables, CallBudget budget)
      throws IOException {
    this.name = name;
    this.variables = variables;
    this.server = new WireServer(request -> answer(cloud, request));
    variables.put("AWS_ENDPOINT_URL", server.uri().toString());
    variables.computeIfPresent("PORTCULLIS_MODEL_ENDPOINT", (key, former) -> endpoint());
    this.surroundings =
        new Surroundings(
            new Environment(variables),
            cloud.clock(),
            SecureRandom::new,
            new PrintStream(lines, true, UTF_8));
    this.services =
        new SdkServices(
            surroundings,
            name,
            () ->
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        WireIdentity.ACCESS_KEY,
                        WireIdentity.SECRET_KEY,
                        WireIdentity.SESSION_TOKEN)),
            Optional.of(budget));
  }

  private String endpoint() {
    return switch (variables.getOrDefault("PORTCULLIS_MODEL_BACKEND", "")) {
      case "bedrock" -> "";
      case "sagemaker" -> WireModels.ENDPOINT;
      default -> server.uri() + "/v1";
    };
  }

  private WireReply answer(WireCloud cloud, WireRequest request) {
    WireReply reply = cloud.answer(request);
    synchronized (seen) {
      seen.add(new Seen(request, reply));
    }
    return reply;
  }

  /** One package has one set of policies. */
  private PolicyDecider policies() {
    return POLICIES.computeIfAbsent(
        variables.get("LAMBDA_TASK_ROOT"),
        root -> new PolicyPackage(surroundings.environment()).decider());
  }

  /** Starts it, or starts it anew, with nothing of its former life. */
  WireFunction start() {
    handler = null;
    handler =
        name.equals("governed-call")
            ? new GovernedCallHandler(surroundings, services, policies(), SCANNER)
            : Handlers.open(name, surroundings, services);
    return this;
  }

  /** The answer to one event, or the message of the failed invocation; starts it if need be. */
  String call(String event) {
    try {
      if (handler == null) {
        start();
      }
      return EventsTest.run(Objects.requireNonNull(handler), event);
    } catch (PortException unusable) {
      // Lambda starts it anew for the next event.
      return "not started: " + unusable.getMessage();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  String name() {
    return name;
  }

  /** Its address, where calls can be made to go wrong. */
  WireServer server() {
    return server;
  }

  /** Its services, for whoever is no handler. */
  Services services() {
    return services;
  }

  /** Its environment. */
  Map<String, String> variables() {
    return variables;
  }

  /** Every call so far that reached its service. */
  List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** What it wrote for whoever operates it. */
  String lines() {
    return lines.toString(UTF_8);
  }

  @Override
  public void close() {
    services.close();
    server.close();
  }
}
