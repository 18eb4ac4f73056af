package dev.portcullis.redaction;

import java.util.Objects;

/**
 * The text of a detector file.
 *
 * @param name its name without extension; starts the id of every rule in it
 * @param text the file, see the README of the detectors
 */
public record DetectorSource(String name, String text) {
  /** Refuses null. */
  public DetectorSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }
}
