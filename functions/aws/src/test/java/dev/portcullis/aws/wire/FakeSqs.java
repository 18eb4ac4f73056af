package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * One queue of SQS that keeps what was sent, in order.
 *
 * <p>Source: Amazon SQS API reference, version 2012-11-05, JSON protocol.
 */
public final class FakeSqs extends JsonService {
  public static final String URL =
      "https://sqs.eu-central-1.amazonaws.com/123456789012/portcullis-audit";

  private final List<String> messages = new ArrayList<>();
  private volatile boolean damages;

  /** Without messages. */
  public FakeSqs() {
    super("AmazonSQS", "1.0", "com.amazonaws.sqs#", WireIdentity.signs("sqs"));
    operation("SendMessage", this::sendMessage);
  }

  /** Every message so far. */
  public synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  /** From now on bodies are changed on their way. */
  public void damage() {
    damages = true;
  }

  private ObjectNode sendMessage(JsonCall call) {
    String url = call.text("QueueUrl", 1, 2_048);
    String body = call.text("MessageBody", 1, 1 << 20);
    call.end();
    if (!url.equals(URL)) {
      throw new JsonRefusal("QueueDoesNotExist", "The specified queue does not exist.");
    }
    if (!body.chars().allMatch(FakeSqs::isCharacter)) {
      throw new JsonRefusal("InvalidMessageContents", "characters outside the allowed set");
    }
    String stored = damages ? body + "x" : body;
    messages.add(stored);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("MessageId", UUID.randomUUID().toString());
    return answer.put("MD5OfMessageBody", digest(stored));
  }

  /** XML 1.0's characters, in UTF-16. */
  private static boolean isCharacter(int unit) {
    return unit == 9 || unit == 10 || unit == 13 || (unit >= 0x20 && unit < 0xFFFE);
  }

  private static String digest(String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
