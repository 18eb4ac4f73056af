package dev.portcullis.aws.s3;

import dev.portcullis.aws.sdk.CallBudget;
import dev.portcullis.aws.sdk.Clients;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds the client of S3: one region, no redirection to another, checksums always. */
public final class S3Clients {
  /** One attempt more than usual, since a write that met another is told to try again. */
  private static final CallBudget BUDGET =
      new CallBudget(4, Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofMillis(50));

  private S3Clients() {}

  /** A client within the budget that the stores are meant for. */
  public static S3Client of(Clients clients) {
    return of(clients, BUDGET);
  }

  /** A client within another budget. */
  public static S3Client of(Clients clients, CallBudget budget) {
    return clients.build(
        S3Client.builder()
            // A body goes as it is: its SHA-256 is a signed header, and chunks would add nothing.
            .serviceConfiguration(to -> to.chunkedEncodingEnabled(false))
            .crossRegionAccessEnabled(false)
            .useArnRegion(false)
            .disableMultiRegionAccessPoints(true)
            // An emulator has no name of its own for each bucket.
            .forcePathStyle(clients.emulated()),
        budget);
  }
}
