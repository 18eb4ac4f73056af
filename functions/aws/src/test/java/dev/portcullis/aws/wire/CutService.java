package dev.portcullis.aws.wire;

/** What a server of raw bytes answers. */
@FunctionalInterface
public interface CutService {
  /** The answer to a request. */
  CutReply answer(WireRequest request);
}
