package dev.portcullis.rotation.provider;

import dev.portcullis.ports.SecretText;
import java.util.List;

/** A provider that makes keys under a label and shows their value whenever it is asked. */
public non-sealed interface ReadableProvider extends CredentialProvider {

  /** Every key that still works, with the label it was made with, all pages. */
  List<ProviderKey> list();

  /** Makes a key; for a label that has one, the same key again. Returns its id. */
  String create(String label);

  /** The value of a key. */
  SecretText read(String id);

  /** Stops a key. One that is not there is not an error. */
  void revoke(String id);
}
