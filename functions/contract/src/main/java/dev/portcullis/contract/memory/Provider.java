package dev.portcullis.contract.memory;

/**
 * Whose rules a memory store keeps. They differ in what write-once protects: the key or only its
 * versions.
 */
public enum Provider {
  /**
   * S3 with Object Lock: versions are protected and keys are not. A plain put adds a newer version,
   * a plain delete adds a marker, and a create-only put then succeeds on the marker.
   */
  S3(false, false),
  /**
   * A Cloud Storage bucket with locked retention: keys are protected; one write a second per key.
   */
  GCS(true, true),
  /** A blob container with a locked container-level policy: keys are protected. */
  AZURE_CONTAINER(true, false),
  /** A blob container with version-level policy: an overwrite makes a new version. */
  AZURE_VERSION(false, false);

  private final boolean protectsKeys;
  private final boolean oneWriteASecond;

  Provider(boolean protectsKeys, boolean oneWriteASecond) {
    this.protectsKeys = protectsKeys;
    this.oneWriteASecond = oneWriteASecond;
  }

  /** True if nothing can be put in front of a retained object. */
  public boolean protectsKeys() {
    return protectsKeys;
  }

  /** True if one object takes at most one replacement a second. */
  public boolean oneWriteASecond() {
    return oneWriteASecond;
  }
}
