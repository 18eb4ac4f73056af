package dev.portcullis.aws.signed;

import dev.portcullis.aws.event.RecordMessage;
import dev.portcullis.aws.signed.JsonService.ServiceError;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Sends records to the audit writer's queue; a record is durable there when this returns. */
final class RefusalQueue implements Consumer<RecordMessage> {
  private final JsonService service;
  private final String url;

  RefusalQueue(JsonService service, String url) {
    this.service = service;
    this.url = url;
  }

  @Override
  public void accept(RecordMessage record) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("QueueUrl", url);
    request.put("MessageBody", record.encode());
    try {
      Map<String, Object> answer =
          service.call("SendMessage", "queue the record " + record.eventId(), request);
      if (!(answer.get("MessageId") instanceof String)) {
        throw new PortException(Code.CORRUPT, "the queue's answer names no message");
      }
    } catch (ServiceError error) {
      boolean missing = error.name().contains("NonExistentQueue");
      throw new PortException(
          missing ? Code.MISSING : Code.INVALID, "the audit queue: " + error.name());
    }
  }
}
