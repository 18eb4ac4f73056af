package dev.portcullis.local.store;

import dev.portcullis.contract.KeyWrappingContract;
import dev.portcullis.ports.KeyWrapping;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FileKeyWrappingTest extends KeyWrappingContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected KeyWrapping service() {
    return new FileKeyWrapping(folder, new SecureRandom());
  }
}
