package dev.portcullis.aws.event;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A batch of messages from an SQS queue, and the answer that names those to be delivered again.
 *
 * <p>Source: Lambda developer guide, "Implementing partial batch responses".
 *
 * @param messages in the queue's order
 */
public record QueueBatch(List<Message> messages) {

  /**
   * One message.
   *
   * @param id what the queue calls it
   * @param body its text
   */
  public record Message(String id, String body) {
    public Message {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(body, "body");
    }

    /** Shows the id only. */
    @Override
    public String toString() {
      return "Message[" + id + "]";
    }
  }

  public QueueBatch {
    messages = List.copyOf(messages);
  }

  /** True if an event is a queue's. */
  public static boolean is(Fields event) {
    return event.has("Records");
  }

  /**
   * Reads the event. An id twice is refused: an answer could not say which of the two failed.
   *
   * @throws BadEventException if it is not a queue's
   */
  public static QueueBatch read(Fields event) {
    List<Message> messages = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Fields record : event.objects("Records")) {
      if (!record.text("eventSource").equals("aws:sqs")) {
        throw new BadEventException("Records.eventSource is not aws:sqs");
      }
      String id = record.text("messageId");
      if (id.isEmpty() || !ids.add(id)) {
        throw new BadEventException("Records.messageId is empty or there twice");
      }
      messages.add(new Message(id, record.text("body")));
    }
    return new QueueBatch(messages);
  }

  /** The answer after which the queue keeps these messages and forgets all others of the batch. */
  public static byte[] failed(Collection<String> ids) {
    List<Map<String, Object>> failures = new ArrayList<>();
    ids.forEach(id -> failures.add(Map.of("itemIdentifier", id)));
    return StrictJson.write(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8);
  }

  /** The ids of all messages, in order. */
  public List<String> ids() {
    return messages.stream().map(Message::id).toList();
  }
}
