package dev.portcullis.rotation.provider;

import dev.portcullis.ports.SecretText;
import java.util.List;

/** A provider with a fixed set of keys that always exist, each of which can be made anew. */
public non-sealed interface SlotProvider extends CredentialProvider {

  /** The names of the slots, two or more, always the same. */
  List<String> slots();

  /** The key in a slot now. */
  SecretText read(String slot);

  /** Replaces the key in a slot and returns the new one; the old one stops working. */
  SecretText regenerate(String slot);
}
