package dev.portcullis.rotation.provider;

import java.util.List;

/** A provider whose keys only a person can make, and a program can switch off. */
public non-sealed interface DisableOnlyProvider extends CredentialProvider {

  /** Every key that still works, all pages. */
  List<ProviderKey> list();

  /** Switches a key off. One that is not there is not an error. */
  void disable(String id);

  /**
   * What a person has to do to make the key, in a few plain sentences.
   *
   * @param label the name the key must be given, so that it is found again
   */
  String instructions(String label);
}
