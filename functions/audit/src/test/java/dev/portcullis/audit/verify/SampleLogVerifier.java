package dev.portcullis.audit.verify;

import dev.portcullis.audit.log.AuditTrail;
import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Verifies what {@link SampleLogWriter} wrote; run it with little heap. */
public final class SampleLogVerifier {
  private SampleLogVerifier() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    VerifierKey key = VerifierKey.parse(Files.readString(directory.resolve("vkey0")));
    long start = System.nanoTime();
    Report report =
        new LogVerifier(
                new KeyRing(key.name(), List.of(key)),
                AuditTrail.LEAST_RETENTION,
                new SecureRandom())
            .verify(new DirectoryLogView(directory.resolve("log")), (commits, entries) -> {});
    if (!report.verified()) {
      throw new IllegalStateException(report.faults().toString());
    }
    System.out.printf(
        "%,d entries verified in %.1f s with at most %d MB of heap%n",
        report.proven(), (System.nanoTime() - start) / 1e9, Runtime.getRuntime().maxMemory() >> 20);
  }
}
