package dev.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.aws.event.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Events that no function can answer, by what is wrong with them; some hold what nobody may see.
 */
final class Nonsense {
  private Nonsense() {}

  /** All of them, some made of an event that is right. */
  static Map<String, byte[]> of(String event) {
    byte[] right = event.getBytes(UTF_8);
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("empty", new byte[0]);
    all.put("no JSON", "planted-secret is no JSON".getBytes(UTF_8));
    all.put("no object", "[\"planted-secret\"]".getBytes(UTF_8));
    all.put("no member", "{}".getBytes(UTF_8));
    all.put("another's member", "{\"planted-secret\":\"planted-secret\"}".getBytes(UTF_8));
    all.put("truncated", Arrays.copyOf(right, right.length / 2));
    all.put("twice", (event + event).getBytes(UTF_8));
    all.put("no UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    all.put("a name twice", "{\"task\":\"run\",\"task\":\"planted-secret\"}".getBytes(UTF_8));
    all.put("numbers", numbers().getBytes(UTF_8));
    all.put("too deep", ("{\"body\":" + "[".repeat(100_000)).getBytes(UTF_8));
    byte[] large = "{\"text\":\"planted-secret".getBytes(UTF_8);
    byte[] tooLarge = Arrays.copyOf(large, Fields.MOST_BYTES + 1);
    Arrays.fill(tooLarge, large.length, tooLarge.length, (byte) 'a');
    all.put("too large", tooLarge);
    return all;
  }

  /** Every member that any function reads, and each of a type that none of them reads. */
  private static String numbers() {
    StringBuilder all = new StringBuilder("{");
    for (String name :
        "type methodArn httpMethod path headers requestContext body text json records Records task"
            .concat(" operation spec id Step SecretId ClientRequestToken")
            .split(" ", -1)) {
      all.append('"').append(name).append("\":-7.5,");
    }
    return all.append("\"RotationToken\":true}").toString();
  }
}
