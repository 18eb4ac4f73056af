package dev.portcullis.rotation.provider.own;

import dev.portcullis.contract.SignerContract;
import dev.portcullis.ports.Signer;

/** A key kept as a secret signs as every signer does. */
final class SigningKeyTest extends SignerContract {
  @Override
  protected Signer signer() {
    return SigningKey.open("v1", SigningKey.generate());
  }
}
