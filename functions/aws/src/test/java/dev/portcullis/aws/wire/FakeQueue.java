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
 * One queue of SQS that keeps what it was sent.
 *
 * <p>Source: Amazon SQS API reference, version 2012-11-05, its JSON protocol.
 */
public final class FakeQueue extends JsonService {
  private static final int MOST_BYTES = 1 << 20;

  private final String url;
  private final List<String> sent = new ArrayList<>();

  /** The queue at a URL. */
  public FakeQueue(String url) {
    super("AmazonSQS", "1.0", "com.amazonaws.sqs#", WireIdentity.signs("sqs"));
    this.url = url;
    operation("SendMessage", this::sendMessage);
  }

  /** The bodies of the messages, in order. */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  private ObjectNode sendMessage(JsonCall call) {
    String queue = call.text("QueueUrl", 1, 2_048);
    String body = call.text("MessageBody", 1, MOST_BYTES);
    call.end();
    if (!queue.equals(url)) {
      throw new JsonRefusal("QueueDoesNotExist", "The specified queue does not exist.");
    }
    sent.add(body);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    return answer.put("MessageId", UUID.randomUUID().toString()).put("MD5OfMessageBody", md5(body));
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
