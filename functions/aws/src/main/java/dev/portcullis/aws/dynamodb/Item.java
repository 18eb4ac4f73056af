package dev.portcullis.aws.dynamodb;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore.Versioned;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of a record's item: its place, the version of its last write, and its bytes. */
final class Item {
  static final String PARTITION = "pk";
  static final String SORT = "sk";
  static final String VERSION = "version";
  static final String BODY = "body";

  private Item() {}

  static Map<String, AttributeValue> place(RecordKey key) {
    return Map.of(PARTITION, text(key.partition()), SORT, text(key.sort()));
  }

  static Map<String, AttributeValue> of(RecordKey key, String version, byte[] body) {
    return Map.of(
        PARTITION,
        text(key.partition()),
        SORT,
        text(key.sort()),
        VERSION,
        text(version),
        BODY,
        AttributeValue.fromB(SdkBytes.fromByteArray(body)));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /**
   * The record in an item.
   *
   * @throws PortException CORRUPT if somebody else wrote the item
   */
  static Versioned record(Map<String, AttributeValue> item) {
    AttributeValue body = item.get(BODY);
    String key = new RecordKey(string(item, PARTITION), string(item, SORT)).key();
    if (body == null || body.b() == null) {
      throw new PortException(Code.CORRUPT, "read " + key + ": no body");
    }
    return new Versioned(key, string(item, VERSION), body.b().asByteArray());
  }

  static String string(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.s() == null) {
      throw new PortException(Code.CORRUPT, "an item without " + name);
    }
    return value.s();
  }
}
