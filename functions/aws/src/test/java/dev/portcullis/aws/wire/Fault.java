package dev.portcullis.aws.wire;

/** What goes wrong with one request, and on which side of its effect. */
public sealed interface Fault {

  /** Nothing happens, and the connection is closed without an answer. */
  record DropBefore() implements Fault {}

  /** It happens, and the connection is closed without an answer. */
  record DropAfter() implements Fault {}

  /** Nothing happens, and no answer comes. */
  record StallBefore() implements Fault {}

  /** It happens, and no answer comes. */
  record StallAfter() implements Fault {}

  /** Nothing happens, and this is the answer. */
  record Instead(WireReply reply) implements Fault {}

  /** It happens, and this is the answer all the same. */
  record After(WireReply reply) implements Fault {}
}
