package dev.portcullis.aws.wire;

/** What a fake service does with a request; called by many threads at once. */
@FunctionalInterface
public interface WireService {
  /** The answer, after whatever the request changes has been changed. */
  WireReply answer(WireRequest request);
}
