package dev.portcullis.authorization.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A value of a policy: immutable, compared by what it is. */
public sealed interface Value {

  /** True or false. */
  record Bool(boolean is) implements Value {}

  /** A 64-bit whole number. */
  record Whole(long number) implements Value {}

  /** A text. */
  record Text(String text) implements Value {
    // Written out here and below: a record's own methods are linked at first use, and slowly.
    @Override
    public boolean equals(Object other) {
      return other instanceof Text that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }

  /** An entity's name; its attributes are in {@link Entities}. */
  record Uid(String type, String id) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Uid that && id.equals(that.id) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + id.hashCode();
    }

    @Override
    public String toString() {
      return type + "::\"" + id + "\"";
    }
  }

  /** A set; order and repetition do not matter. */
  record Many(Set<Value> members) implements Value {
    public Many {
      members = Set.copyOf(members);
    }

    /** The set of some values, repeated or not. */
    public static Many of(List<Value> members) {
      return new Many(Set.copyOf(members));
    }
  }

  /** Values by name. */
  record Fields(Map<String, Value> values) implements Value {
    public Fields {
      values = Map.copyOf(values);
    }
  }

  /** A number with four decimals, in ten-thousandths. */
  record Decimal(long tenThousandths) implements Value {}

  /** A moment, in milliseconds since 1970. */
  record Datetime(long millis) implements Value {}

  /** A length of time in milliseconds. */
  record Duration(long millis) implements Value {}

  /** An address or range: 4 or 16 bytes and how many of their bits count. */
  record Ip(List<Byte> bytes, int prefix) implements Value {
    public Ip {
      bytes = List.copyOf(bytes);
    }
  }

  /** The kind of a value, for messages. */
  default String kind() {
    return switch (getClass().getSimpleName()) {
      case "Bool" -> "bool";
      case "Whole" -> "long";
      case "Text" -> "string";
      case "Uid" -> "entity";
      case "Many" -> "set";
      case "Fields" -> "record";
      case "Ip" -> "ipaddr";
      default -> getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
