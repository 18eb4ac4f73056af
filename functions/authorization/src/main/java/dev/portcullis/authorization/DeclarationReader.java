package dev.portcullis.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the headers of {@link Declaration}; nothing malformed is passed over. */
final class DeclarationReader {
  private static final String PREFIX = "x-portcullis-";
  private static final Map<String, Long> LEVELS =
      Map.of("public", 0L, "internal", 1L, "confidential", 2L, "restricted", 3L);

  private DeclarationReader() {}

  static Declaration read(RequestHead head) {
    for (String name : List.of("purpose", "classification", "categories", "break-glass")) {
      if (head.values(PREFIX + name).size() > 1) {
        return new Declaration.Malformed(PREFIX + name, "Send it at most once.");
      }
    }
    String purpose = head.single(PREFIX + "purpose").orElse("general");
    if (!named(purpose)) {
      return new Declaration.Malformed(PREFIX + "purpose", "Use 1 to 64 of a-z, 0-9, '_' and '-'.");
    }
    Long level = LEVELS.get(head.single(PREFIX + "classification").orElse("internal"));
    if (level == null) {
      return new Declaration.Malformed(
          PREFIX + "classification", "Use public, internal, confidential or restricted.");
    }
    Set<String> categories = new TreeSet<>();
    Optional<String> listed = head.single(PREFIX + "categories");
    for (String category : listed.isPresent() ? listed.get().split(",", -1) : new String[0]) {
      if (!named(category.strip())) {
        return new Declaration.Malformed(
            PREFIX + "categories", "Use names as for the purpose, with commas.");
      }
      categories.add(category.strip());
    }
    Optional<String> reason = head.single(PREFIX + "break-glass");
    if (reason.isPresent()) {
      reason = Optional.of(reason.get().strip());
    }
    if (reason.isPresent() && (reason.get().length() < 10 || reason.get().length() > 500)) {
      return new Declaration.Malformed(
          PREFIX + "break-glass", "Give the reason in 10 to 500 characters.");
    }
    return new Declaration.Declared(purpose, level, Set.copyOf(categories), reason);
  }

  /** 1 to 64 of a-z, 0-9, '_' and '-'. */
  private static boolean named(String text) {
    boolean plain = !text.isEmpty() && text.length() <= 64;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
    return plain;
  }
}
