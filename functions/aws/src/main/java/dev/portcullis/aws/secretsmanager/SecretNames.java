package dev.portcullis.aws.secretsmanager;

import dev.portcullis.aws.sdk.PortKeys;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;

/** Our names of secrets; the sentence is in {@link dev.portcullis.ports.WormStore}. */
final class SecretNames {

  private SecretNames() {}

  static void check(String name) {
    if (!PortKeys.valid(name)) {
      throw new PortException(Code.INVALID, "not a secret's name");
    }
  }
}
