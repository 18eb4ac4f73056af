package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One queue of SQS, as far as records are sent to it.
 *
 * <p>Source: Amazon SQS API reference, version 2012-11-05, with the AWS JSON 1.0 protocol.
 */
public final class FakeQueue extends JsonService {
  private final List<String> sent = new ArrayList<>();
  private final String url;

  /** An empty queue with this address. */
  public FakeQueue(String url) {
    super("AmazonSQS", "1.0", "com.amazonaws.sqs#", WireIdentity.signs("sqs"));
    this.url = url;
    operation("SendMessage", this::sendMessage);
  }

  /** The bodies of the messages in the queue. */
  public synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  private ObjectNode sendMessage(JsonCall call) {
    String queue = call.text("QueueUrl", 1, 1_024);
    String body = call.text("MessageBody", 1, 256 << 10);
    call.end();
    if (!queue.equals(url)) {
      throw new JsonRefusal("QueueDoesNotExist", "The specified queue does not exist.");
    }
    sent.add(body);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("MessageId", "message-" + sent.size());
    return answer.put("MD5OfMessageBody", md5(body));
  }

  private static String md5(String body) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
