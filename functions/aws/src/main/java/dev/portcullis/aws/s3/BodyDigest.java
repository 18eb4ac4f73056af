package dev.portcullis.aws.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The checksum that goes with a body: S3 compares it before it stores, and keeps it. */
final class BodyDigest {
  private BodyDigest() {}

  /** SHA-256 as S3 writes it, in Base64. */
  static String sha256(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
