package dev.portcullis.contract.memory;

import dev.portcullis.contract.SignerContract;
import dev.portcullis.ports.Signer;

/** The signer in memory keeps the port's contract. */
final class MemorySignerTest extends SignerContract {
  @Override
  protected Signer signer() {
    return MemorySigner.create(Signer.Algorithm.ES256, "test");
  }
}
