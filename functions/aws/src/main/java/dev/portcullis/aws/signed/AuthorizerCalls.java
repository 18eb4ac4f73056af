package dev.portcullis.aws.signed;

import dev.portcullis.aws.event.RecordMessage;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
  private final RandomGenerator random;
  private final RoleCredentials credentials;
  private final Sleep sleep;
  private final Consumer<PortException> told;
  private final @Nullable Exchange instead;

  /** Lets the calling thread wait. */
  @FunctionalInterface
  public interface Sleep {
    /** Returns when the time is over. */
    void millis(long millis) throws InterruptedException;
  }

  /**
   * Calls in a function's environment; nothing is called yet.
   *
   * @param environment the process's variables: region, credentials, other endpoints
   * @param clock the time of signatures and caches
   * @param random spreads repeated attempts
   * @param sleep waits between them
   * @param told is given the service, the operation and the kind of each failure that is left
   */
  public AuthorizerCalls(
      Map<String, String> environment,
      InstantSource clock,
      RandomGenerator random,
      Sleep sleep,
      Consumer<PortException> told) {
    this(environment, clock, random, sleep, told, null);
  }

  private AuthorizerCalls(
      Map<String, String> environment,
      InstantSource clock,
      RandomGenerator random,
      Sleep sleep,
      Consumer<PortException> told,
      @Nullable Exchange instead) {
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.random = random;
    this.sleep = sleep;
    this.told = told;
    this.instead = instead;
    this.credentials = new RoleCredentials(this.environment, clock);
  }

  /**
   * Calls that are written, signed, answered and read like any other, and go nowhere: a start that
   * makes them has initialised what its first call needs. They know the key {@link MadeUp#KEY} and
   * nothing of any deployment, use no randomness and keep nothing.
   */
  public static AuthorizerCalls rehearsed(InstantSource clock) {
    MadeUp answers = new MadeUp();
    return new AuthorizerCalls(MadeUp.ENVIRONMENT, clock, answers, answers, answers, answers);
  }

  /** The table of API keys, for reading. */
  public RecordStore keys(String table) {
    return new KeyRecords(service("dynamodb", "DynamoDB_20120810", "1.0"), table);
  }

  /**
   * Secrets.
   *
   * @param arns the ARN of each by its name
   */
  public SecretStore secrets(UnaryOperator<String> arns) {
    return new PepperSecrets(service("secretsmanager", "secretsmanager", "1.1"), arns, clock);
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
        attempt -> sleep.millis(random.nextLong(LONGEST_PAUSE_MILLIS * attempt) + 1),
        told);
  }
}
