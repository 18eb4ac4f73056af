package dev.portcullis.aws.signed;

import dev.portcullis.ports.PortException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The services of a rehearsal: a pepper and a key's record that are written here and nowhere else.
 *
 * <p>Nothing of it is secret or valid: no deployment has this pepper, so none accepts this key.
 */
public final class MadeUp implements Exchange, AuthorizerCalls.Around, RandomGenerator {
  /** A key of the right form; only the record in here knows it. */
  public static final String KEY = "pck_live_" + "0".repeat(12) + "_" + "0".repeat(43) + "2M7QIp";

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_REGION", "nowhere",
          "AWS_ACCESS_KEY_ID", "rehearsal",
          "AWS_SECRET_ACCESS_KEY", "rehearsal",
          "AWS_SESSION_TOKEN", "rehearsal");

  private static final String SECRET =
      "{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"v1\",\"SecretString\":\"rehearsal\","
          + "\"VersionStages\":[\"AWSCURRENT\"],\"CreatedDate\":1.7E9}";

  /** Its hash is that of the key under the pepper above. */
  private static final String RECORD =
      "{\"version\":1,\"id\":\"000000000000\",\"imported\":false,"
          + "\"createdAt\":\"2026-01-01T00:00:00Z\",\"environment\":\"live\",\"tenant\":\"t\","
          + "\"owner\":\"o\",\"reason\":\"r\",\"roles\":[\"developer\"],\"models\":[],\"purposes\":[],"
          + "\"networks\":[],\"mayPass\":[],\"secrets\":[{\"hash\":"
          + "\"391617b908f660b623fd5f1ce58f58926a038320af6dad7f2210f64b4170af94\","
          + "\"pepper\":\"v1\",\"createdAt\":\"2026-01-01T00:00:00Z\"}]}";

  MadeUp() {}

  @Override
  public HttpReader.Answer exchange(byte[] request) throws IOException {
    String asked = new String(request, StandardCharsets.ISO_8859_1);
    String body = "{\"MessageId\":\"none\"}";
    if (asked.contains("GetSecretValue")) {
      body = SECRET;
    } else if (asked.contains("GetItem")) {
      String bytes = Base64.getEncoder().encodeToString(RECORD.getBytes(StandardCharsets.US_ASCII));
      body = "{\"Item\":{\"version\":{\"S\":\"1\"},\"body\":{\"B\":\"" + bytes + "\"}}}";
    }
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    return new HttpReader(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)))
        .answer();
  }

  @Override
  public String secretArn(String name) {
    return "nowhere";
  }

  @Override
  public void sleep(long millis) {
    // Nothing here fails, so nothing is waited for.
  }

  @Override
  public void callFailed(PortException why) {
    // Whoever operates a function has nothing to do with it.
  }

  @Override
  public long nextLong() {
    return 0;
  }
}
