package dev.portcullis.rotation.consumer;

import java.util.Objects;

/**
 * The answer of a call and what it was made with, for the call's record.
 *
 * @param answer the last answer
 * @param version the version of the secret that the last attempt used; no secret
 * @param retried true if an earlier version was refused first
 */
public record Used<T>(T answer, String version, boolean retried) {
  public Used {
    Objects.requireNonNull(version, "version");
  }
}
