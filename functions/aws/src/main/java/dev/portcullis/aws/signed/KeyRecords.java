package dev.portcullis.aws.signed;

import dev.portcullis.aws.signed.JsonService.ServiceError;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.RecordStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads API keys' records from their table, each time anew, so that a revocation holds from the
 * next call on. It writes nothing: every write finds another version, as the port has it.
 *
 * <p>When a key was last used is written by the governed call, which authenticates it again.
 */
final class KeyRecords implements RecordStore {
  private static final String KEYS = "keys/";

  private final JsonService service;
  private final String table;

  KeyRecords(JsonService service, String table) {
    this.service = service;
    this.table = table;
  }

  @Override
  public Optional<Versioned> read(String key) {
    if (!key.startsWith(KEYS)) {
      return Optional.empty();
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("TableName", table);
    request.put(
        "Key",
        Map.of(
            "pk", Map.of("S", key.substring(0, KEYS.length() - 1)),
            "sk", Map.of("S", key.substring(KEYS.length()))));
    request.put("ConsistentRead", true);
    try {
      Object item = service.call("GetItem", "read a key's record", request).get("Item");
      return item instanceof Map<?, ?> attributes
          ? Optional.of(versioned(key, attributes))
          : Optional.empty();
    } catch (ServiceError error) {
      boolean missing = error.name().equals("ResourceNotFoundException");
      throw new PortException(
          missing ? Code.MISSING : Code.INVALID, "the table of keys: " + error.name());
    }
  }

  private static Versioned versioned(String key, Map<?, ?> item) {
    if (item.get("body") instanceof Map<?, ?> body
        && body.get("B") instanceof String base64
        && item.get("version") instanceof Map<?, ?> version
        && version.get("S") instanceof String number) {
      try {
        return new Versioned(key, number, Base64.getDecoder().decode(base64));
      } catch (IllegalArgumentException notBase64) {
        // Told below.
      }
    }
    throw new PortException(Code.CORRUPT, "a key's record");
  }

  @Override
  public Optional<String> write(String key, byte[] body, String expected) {
    return Optional.empty();
  }

  @Override
  public boolean remove(String key, String expected) {
    return false;
  }

  @Override
  public List<Versioned> list(String prefix, String after, int limit) {
    throw new PortException(Code.UNSUPPORTED, "the authorizer lists nothing");
  }
}
