package dev.portcullis.authorization.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value of a policy: immutable, compared by what it is. */
public sealed interface Value {

  /** True or false. */
  record Bool(boolean is) implements Value {
    private static final Bool TRUE = new Bool(true);
    private static final Bool FALSE = new Bool(false);

    /** The value without making a new one. */
    public static Bool of(boolean is) {
      return is ? TRUE : FALSE;
    }
  }

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
  final class Fields implements Value {
    private final Map<String, Value> values;

    /** The fields of a map, which may change afterwards. */
    public Fields(Map<String, Value> values) {
      this.values = new HashMap<>(values);
    }

    private Fields(Builder finished) {
      this.values = finished.values;
    }

    /** The values, for reading only. */
    Map<String, Value> values() {
      return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fields that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
      return values.hashCode();
    }

    @Override
    public String toString() {
      return values.toString();
    }

    /** Collects fields without copying them at the end: one is made for every decision. */
    public static final class Builder {
      private final Map<String, Value> values = new HashMap<>();
      private boolean finished;

      /** Puts a field, or replaces it. */
      public Builder put(String name, Value value) {
        if (finished) {
          throw new IllegalStateException("the fields are finished");
        }
        values.put(name, value);
        return this;
      }

      /** The fields; nothing can be put afterwards. */
      public Fields build() {
        finished = true;
        return new Fields(this);
      }
    }
  }

  /** A number with four decimals, in ten-thousandths. */
  record Decimal(long tenThousandths) implements Value {}

  /** A moment, in milliseconds since 1970. */
  record Datetime(long millis) implements Value {}

  /** A length of time in milliseconds. */
  record Duration(long millis) implements Value {}

  /**
   * An address or a range.
   *
   * @param v6 false for IPv4
   * @param high the first 64 bits; of IPv4 the address and 32 zeros
   * @param low the other 64 bits
   * @param prefix how many bits count
   */
  record Ip(boolean v6, long high, long low, int prefix) implements Value {
    /** The address of 4 or 16 bytes. */
    public static Ip of(byte[] bytes, int prefix) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < 8; i++) {
        high = high << 8 | (i < bytes.length ? bytes[i] & 0xffL : 0);
        low = low << 8 | (i + 8 < bytes.length ? bytes[i + 8] & 0xffL : 0);
      }
      return new Ip(bytes.length == 16, high, low, prefix);
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
