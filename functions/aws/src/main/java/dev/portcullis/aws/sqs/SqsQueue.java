package dev.portcullis.aws.sqs;

import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A queue in Amazon SQS; a message is stored redundantly when {@link #send} returns, and may then
 * be delivered more than once.
 *
 * <p>The SDK compares the service's digest of the body with its own. A send whose reply was lost is
 * sent again, so the receiver tells messages apart by what is in them. API: SendMessage
 * (2012-11-05). Safe for concurrent use.
 */
public final class SqsQueue {
  /** Every queue takes this much; more has to be allowed for each. */
  private static final int MOST_BYTES = 256 << 10;

  private final SqsClient client;
  private final String url;

  /**
   * A standard queue.
   *
   * @param client closed by whoever made it
   * @param url the queue's URL
   */
  public SqsQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /**
   * Sends one message.
   *
   * @param message 1 byte to 256 KiB of XML's characters, otherwise INVALID; for the audit queue
   *     one record
   * @throws PortException if it is not known to be stored; TIMEOUT if it may be
   */
  public void send(String message) {
    int length = message.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > MOST_BYTES) {
      throw new PortException(Code.INVALID, "send a message of " + length + " bytes");
    }
    try {
      client.sendMessage(SendMessageRequest.builder().queueUrl(url).messageBody(message).build());
    } catch (SdkException e) {
      throw SdkFailures.write("send a message", e);
    }
  }
}
