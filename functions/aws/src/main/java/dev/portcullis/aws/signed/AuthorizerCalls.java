package dev.portcullis.aws.signed;

import dev.portcullis.aws.event.RecordMessage;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the authorizer calls, all under one credential. It keeps credentials and secrets, so it
 * lives from one restore of a snapshot to the next and no longer.
 */
public final class AuthorizerCalls {
  private static final long LONGEST_PAUSE_MILLIS = 100;

  private final Map<String, String> environment;
  private final InstantSource clock;
  private final JsonService.Pause pause;
  private final RoleCredentials credentials;
  private final Around around;
  private final @Nullable Exchange instead;

  /** What the calls are given by the function around them. */
  public interface Around {
    /** The ARN of a secret by its name. */
    String secretArn(String name);

    /** Returns when the time is over. */
    void sleep(long millis) throws InterruptedException;

    /** Is told the service, the operation and the kind of each failure that is left. */
    void callFailed(PortException why);
  }

  /** Spreads repeated attempts. */
  private record Pauses(Around around, RandomGenerator random) implements JsonService.Pause {
    @Override
    public void before(int attempt) throws InterruptedException {
      around.sleep(random.nextLong(LONGEST_PAUSE_MILLIS * attempt) + 1);
    }
  }

  /**
   * Calls in a function's environment; nothing is called yet.
   *
   * @param environment the process's variables: region, credentials, other endpoints
   * @param clock the time of signatures and caches
   * @param random spreads repeated attempts
   */
  public AuthorizerCalls(
      Map<String, String> environment, InstantSource clock, RandomGenerator random, Around around) {
    this(environment, clock, random, around, null);
  }

  private AuthorizerCalls(
      Map<String, String> environment,
      InstantSource clock,
      RandomGenerator random,
      Around around,
      @Nullable Exchange instead) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.pause = new Pauses(around, random);
    this.around = around;
    this.instead = instead;
    this.credentials = new RoleCredentials(this.environment, clock);
  }

  /**
   * Calls that are written, signed, answered and read like any other, and go nowhere: a start that
   * makes them has initialised what its first call needs. They know the key {@link MadeUp#KEY} and
   * nothing of any deployment, use no randomness and keep nothing.
   */
  public static AuthorizerCalls rehearsed(InstantSource clock) {
    MadeUp nowhere = new MadeUp();
    return new AuthorizerCalls(MadeUp.ENVIRONMENT, clock, nowhere, nowhere, nowhere);
  }

  /**
   * Signs what is sent nowhere, for the same reason: the JDK's cryptography takes as long to
   * initialise as all of our own code.
   */
  public static void rehearseSignature(InstantSource clock) {
    new SignatureV4("nowhere", "none")
        .sign(
            URI.create("https://nowhere"),
            Map.of(),
            new byte[0],
            new RoleCredentials(MadeUp.ENVIRONMENT, clock).get(),
            clock.instant());
  }

  /** The table of API keys, for reading. */
  public RecordStore keys(String table) {
    return new KeyRecords(service("dynamodb", "DynamoDB_20120810", "1.0"), table);
  }

  /** Secrets by their names. */
  public SecretStore secrets() {
    return new PepperSecrets(service("secretsmanager", "secretsmanager", "1.1"), around, clock);
  }

  /** The audit writer's queue, by URL. */
  public Consumer<RecordMessage> queue(String url) {
    return new RefusalQueue(service("sqs", "AmazonSQS", "1.0"), url);
  }

  private JsonService service(String name, String target, String version) {
    Endpoint endpoint = Endpoint.of(name, target, version, environment, clock);
    return new JsonService(
        endpoint,
        instead == null ? HttpHost.of(endpoint.url(), clock) : instead,
        credentials,
        pause,
        around);
  }
}
