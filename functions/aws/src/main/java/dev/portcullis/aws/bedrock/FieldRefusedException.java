package dev.portcullis.aws.bedrock;

/** A field of a request has no counterpart on Bedrock; the message never quotes its value. */
final class FieldRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  FieldRefusedException(String field, String why) {
    super(field + " " + why);
    this.field = field;
  }

  /** The field's path, such as {@code messages[2].content}. */
  String field() {
    return field;
  }
}
