package dev.portcullis.audit.tlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares {@link Proofs} with another hand's vectors, given as a directory of JSON files. */
public final class MerkleVectors {
  private MerkleVectors() {}

  public static void main(String[] args) throws IOException {
    int agreed = 0;
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(args[0]))) {
      files =
          walk.filter(f -> f.toString().matches(".*/(inclusion|consistency)/.*\\.json")).toList();
    }
    for (Path file : files) {
      Map<String, Object> vector = read(file);
      List<byte[]> proof = new ArrayList<>();
      if (vector.get("proof") instanceof List<?> hashes) {
        hashes.forEach(hash -> proof.add((byte[]) hash));
      }
      boolean holds =
          file.toString().contains("/inclusion/")
              ? Proofs.included(
                  bytes(vector, "leafHash"),
                  number(vector, "leafIdx"),
                  number(vector, "treeSize"),
                  proof,
                  bytes(vector, "root"))
              : Proofs.consistent(
                  number(vector, "size1"),
                  bytes(vector, "root1"),
                  number(vector, "size2"),
                  bytes(vector, "root2"),
                  proof);
      if (holds == Boolean.TRUE.equals(vector.get("wantErr"))) {
        throw new IllegalStateException(file + ": " + (holds ? "accepted" : "refused"));
      }
      agreed++;
    }
    System.out.printf("%d of %d Merkle vectors agree%n", agreed, files.size());
    if (agreed != 196) {
      throw new IllegalStateException("196 were expected");
    }
  }

  private static byte[] bytes(Map<String, Object> vector, String name) {
    return vector.get(name) instanceof byte[] bytes ? bytes : new byte[0];
  }

  private static long number(Map<String, Object> vector, String name) {
    return vector.get(name) instanceof Long number ? number : 0;
  }

  private static Map<String, Object> read(Path file) throws IOException {
    Map<String, Object> vector = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
          List<byte[]> hashes = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            hashes.add(json.getBinaryValue());
          }
          vector.put(name, hashes);
        } else if (token.isNumeric()) {
          // Some sizes fill all 64 bits; none of those is a size that a log can have.
          boolean fits = json.getBigIntegerValue().bitLength() < 64;
          vector.put(name, fits ? json.getBigIntegerValue().longValue() : -1L);
        } else if (token.isBoolean()) {
          vector.put(name, json.getBooleanValue());
        } else if (token == JsonToken.VALUE_STRING && !name.equals("desc")) {
          vector.put(name, json.getBinaryValue());
        }
      }
    }
    return vector;
  }
}
