package dev.portcullis.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A function's environment by its names in {@code infra/aws/functions.md}; what is missing, empty
 * or malformed where it is needed ends the start with a message that names the variable.
 */
final class Environment {
  /** The pepper of API keys' hashes. */
  static final String PEPPER = "pepper";

  /** The key of digests in records. */
  static final String DIGEST = "digest";

  /** The model provider's credential. */
  static final String MODEL = "model";

  /** The credential that makes the model provider's credentials. */
  static final String ADMIN = "admin";

  private static final String PREFIX = "PORTCULLIS_";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:.{1,512}");

  /** The mode of each object's retention. */
  enum LockMode {
    GOVERNANCE,
    COMPLIANCE
  }

  /** Which service answers model calls. */
  enum Backend {
    BEDROCK,
    SAGEMAKER,
    OPENAI
  }

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** All of them, for what reads those that Lambda sets. */
  Map<String, String> variables() {
    return variables;
  }

  /**
   * Reads everything that a function needs, so that its start ends and not its first request, also
   * where nothing is made before a snapshot is restored.
   *
   * @param function its name, for example {@code audit-writer}
   */
  void require(String function) {
    if (function.equals("redaction")) {
      return;
    }
    deployment();
    account();
    region();
    switch (function) {
      case "authorizer" -> {
        table("KEY_TABLE");
        arn("PEPPER_SECRET");
        url("AUDIT_QUEUE");
      }
      case "governed-call" -> requireGovernedCall();
      case "audit-writer" -> requireIntake();
      case "sequencer" -> {
        requireLog();
        requireIntake();
        if (optionalArn("WITNESS_FUNCTION").isPresent()) {
          arn("WITNESS_KEY");
        }
      }
      case "witness" -> {
        table("WITNESS_TABLE");
        arn("WITNESS_KEY");
        logOrigin();
        arn("CHECKPOINT_KEY");
      }
      case "alerts" -> {
        requireLog();
        requireIntake();
        table("ALERT_TABLE");
        arn("ALERT_BUS");
      }
      case "unseal" -> {
        requireLog();
        requireIntake();
        arn("SUBJECT_KEY");
      }
      case "key-authority" -> {
        requireIntake();
        table("KEY_TABLE");
        arn("PEPPER_SECRET");
      }
      case "rotation", "reconciler" -> {
        requireIntake();
        table("JOURNAL_TABLE");
        table("KEY_TABLE");
        arn("PEPPER_SECRET");
        arn("DIGEST_SECRET");
        days("OWN_KEY_DAYS");
        if (optionalArn("MODEL_SECRET").isPresent()) {
          days("MODEL_KEY_DAYS");
        }
      }
      default -> throw new IllegalArgumentException("no function of ours: " + function);
    }
  }

  private void requireGovernedCall() {
    requireIntake();
    table("KEY_TABLE");
    table("LIMIT_TABLE");
    table("SUBJECT_TABLE");
    arn("PEPPER_SECRET");
    arn("DIGEST_SECRET");
    arn("SUBJECT_KEY");
    modelTimeout();
    bodyBytes();
    switch (backend()) {
      case BEDROCK -> {}
      case SAGEMAKER -> modelEndpoint();
      case OPENAI -> {
        url("MODEL_ENDPOINT");
        arn("MODEL_SECRET");
      }
    }
  }

  private void requireIntake() {
    logBucket();
    retention();
    lockMode();
  }

  private void requireLog() {
    if (publicationBucket().equals(logBucket())) {
      // Nothing in the log's bucket can be replaced, and everything that is published is.
      throw wrong("PUBLICATION_BUCKET", "another bucket than " + PREFIX + "LOG_BUCKET");
    }
    logOrigin();
    arn("CHECKPOINT_KEY");
  }

  /** The deployment's name, part of every event id. */
  String deployment() {
    return matching("DEPLOYMENT", NAME, "1 to 64 of A-Z a-z 0-9 . _ : / -");
  }

  String account() {
    return matching("ACCOUNT", Pattern.compile("[0-9]{12}"), "12 digits");
  }

  /** Lambda sets it; an emulator must, too. */
  String region() {
    return plain("AWS_REGION");
  }

  /** The function's version, {@code LATEST} where nothing was published. */
  String version() {
    String version = variables.getOrDefault("AWS_LAMBDA_FUNCTION_VERSION", "");
    return NAME.matcher(version).matches() ? version : "LATEST";
  }

  /** True in a function that is started to be stored as a snapshot and restored many times. */
  boolean snapshot() {
    return variables.getOrDefault("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals("snap-start");
  }

  /** Where an emulator of all services is; empty on AWS. */
  Optional<URI> endpoint() {
    String endpoint = variables.getOrDefault("AWS_ENDPOINT_URL", "");
    return endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint));
  }

  /** Where the deployment package was unpacked. */
  String codeRoot() {
    return plain("LAMBDA_TASK_ROOT");
  }

  String logBucket() {
    return text("LOG_BUCKET");
  }

  String publicationBucket() {
    return text("PUBLICATION_BUCKET");
  }

  String logOrigin() {
    return text("LOG_ORIGIN");
  }

  Duration retention() {
    return Duration.ofDays(number("RETENTION_DAYS", 1, 36_500));
  }

  LockMode lockMode() {
    return choice("LOCK_MODE", LockMode.class);
  }

  /** The name of a table, for example of {@code KEY_TABLE}. */
  String table(String name) {
    return matching(name, Pattern.compile("[A-Za-z0-9._-]{3,255}"), "a table's name");
  }

  /** An ARN that must be there. */
  String arn(String name) {
    return matching(name, ARN, "an ARN");
  }

  /**
   * The ARN of a secret by the name that the code has for it: {@link #PEPPER}, {@link #DIGEST},
   * {@link #MODEL}, {@link #ADMIN}.
   */
  String secretArn(String name) {
    return arn(name.toUpperCase(Locale.ROOT) + "_SECRET");
  }

  /** The name that the code has for the secret with an ARN; empty if it is none of ours. */
  Optional<String> secretName(String arn) {
    return Stream.of(PEPPER, DIGEST, MODEL, ADMIN)
        .filter(name -> value(name.toUpperCase(Locale.ROOT) + "_SECRET").equals(arn))
        .findFirst();
  }

  /** A number of whole days, at least one. */
  Duration days(String name) {
    return Duration.ofDays(number(name, 1, 1_000));
  }

  /** An ARN that may be empty. */
  Optional<String> optionalArn(String name) {
    return value(name).isEmpty() ? Optional.empty() : Optional.of(arn(name));
  }

  /** An absolute http or https URL that must be there. */
  URI url(String name) {
    try {
      URI url = URI.create(text(name));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException notOne) {
      // Told below; the value itself is not repeated.
    }
    throw wrong(name, "a URL");
  }

  Backend backend() {
    String value = text("MODEL_BACKEND");
    for (Backend one : Backend.values()) {
      if (value.equalsIgnoreCase(one.name())) {
        return one;
      }
    }
    throw wrong("MODEL_BACKEND", "bedrock, sagemaker or openai");
  }

  /** An endpoint's name or an address; which of them, the backend says. */
  String modelEndpoint() {
    return text("MODEL_ENDPOINT");
  }

  int bodyBytes() {
    return (int) number("BODY_BYTES", 1, 6 << 20);
  }

  Duration modelTimeout() {
    return Duration.ofSeconds(number("MODEL_TIMEOUT_SECONDS", 1, 900));
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type) {
    try {
      return Enum.valueOf(type, text(name));
    } catch (IllegalArgumentException none) {
      throw wrong(name, String.join(" or ", names(type)));
    }
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
  }

  private long number(String name, long least, long most) {
    String text = text(name);
    if (!text.matches("[0-9]{1,9}")
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw wrong(name, "a whole number of " + least + " to " + most);
    }
    return Long.parseLong(text);
  }

  private String matching(String name, Pattern pattern, String what) {
    String text = text(name);
    if (!pattern.matcher(text).matches()) {
      throw wrong(name, what);
    }
    return text;
  }

  private String text(String name) {
    return plain(PREFIX + name);
  }

  private String plain(String variable) {
    String value = variables.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new MisconfiguredException("the environment variable " + variable + " is not set");
    }
    return value;
  }

  private String value(String name) {
    return variables.getOrDefault(PREFIX + name, "");
  }

  private static MisconfiguredException wrong(String name, String what) {
    return new MisconfiguredException(
        "the environment variable " + PREFIX + name + " must be " + what);
  }
}
