package dev.portcullis.local.store;

import dev.portcullis.contract.SignerContract;
import dev.portcullis.ports.Signer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file adapter keeps the port's contract. */
final class FileSignerTest extends SignerContract {
  @TempDir Path folder = Path.of("unset");

  @Override
  protected Signer signer() {
    return FileSigner.open(folder);
  }
}
