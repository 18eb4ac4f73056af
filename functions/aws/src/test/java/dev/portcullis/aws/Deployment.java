package dev.portcullis.aws;

import dev.portcullis.aws.wire.WireIdentity;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The environment of a deployment, as the template sets it. */
final class Deployment {
  static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

  /** The names of secrets by their ARNs. */
  static final Map<String, String> SECRETS =
      Map.of(
          ARN + "PepperSecret-AbCdEf", Environment.PEPPER,
          ARN + "digest", Environment.DIGEST,
          ARN + "model", Environment.MODEL);

  private Deployment() {}

  static Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>();
    all.put("AWS_REGION", WireIdentity.REGION);
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "7");
    all.put("AWS_ACCESS_KEY_ID", WireIdentity.ACCESS_KEY);
    all.put("AWS_SECRET_ACCESS_KEY", WireIdentity.SECRET_KEY);
    all.put("AWS_SESSION_TOKEN", WireIdentity.SESSION_TOKEN);
    // The repository keeps a package's folder of policies here.
    all.put("LAMBDA_TASK_ROOT", root().resolve("infra").toString());
    all.put("PORTCULLIS_DEPLOYMENT", "portcullis");
    all.put("PORTCULLIS_ACCOUNT", "123456789012");
    all.put("PORTCULLIS_RETENTION_DAYS", "184");
    all.put("PORTCULLIS_LOCK_MODE", "GOVERNANCE");
    all.put("PORTCULLIS_LOG_BUCKET", "portcullis-log");
    all.put("PORTCULLIS_PUBLICATION_BUCKET", "portcullis-published");
    all.put("PORTCULLIS_LOG_ORIGIN", "portcullis.example/log");
    all.put("PORTCULLIS_KEY_TABLE", "keys");
    all.put("PORTCULLIS_LIMIT_TABLE", "limits");
    all.put("PORTCULLIS_SUBJECT_TABLE", "subjects");
    all.put("PORTCULLIS_WITNESS_TABLE", "witness");
    all.put("PORTCULLIS_ALERT_TABLE", "alerts");
    all.put("PORTCULLIS_JOURNAL_TABLE", "journal");
    all.put("PORTCULLIS_PEPPER_SECRET", ARN + "PepperSecret-AbCdEf");
    all.put("PORTCULLIS_DIGEST_SECRET", ARN + "digest");
    all.put("PORTCULLIS_MODEL_SECRET", ARN + "model");
    all.put("PORTCULLIS_ADMIN_SECRET", ARN + "admin");
    all.put("PORTCULLIS_OWN_KEY_DAYS", "365");
    all.put("PORTCULLIS_MODEL_KEY_DAYS", "30");
    all.put("PORTCULLIS_SUBJECT_KEY", "arn:aws:kms:eu-central-1:123456789012:key/subject");
    all.put("PORTCULLIS_CHECKPOINT_KEY", "arn:aws:kms:eu-central-1:123456789012:key/checkpoint");
    all.put("PORTCULLIS_WITNESS_KEY", "arn:aws:kms:eu-central-1:123456789012:key/witness");
    all.put("PORTCULLIS_AUDIT_QUEUE", "https://sqs.eu-central-1.amazonaws.com/123456789012/audit");
    all.put("PORTCULLIS_ALERT_BUS", "arn:aws:events:eu-central-1:123456789012:event-bus/alerts");
    all.put("PORTCULLIS_WITNESS_FUNCTION", "");
    all.put("PORTCULLIS_MODEL_BACKEND", "openai");
    all.put("PORTCULLIS_MODEL_ENDPOINT", "https://models.example/v1");
    all.put("PORTCULLIS_BODY_BYTES", "4194304");
    all.put("PORTCULLIS_MODEL_TIMEOUT_SECONDS", "20");
    return all;
  }

  private static Path root() {
    return SampleEvents.root();
  }
}
