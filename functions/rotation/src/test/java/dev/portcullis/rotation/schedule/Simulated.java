package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.Verdict;
import java.util.Set;

/** A provider in memory that the checker can look into. */
interface Simulated extends KeyProbe {

  /** The side that the code under test sees; its effects go through the gate. */
  CredentialProvider provider();

  /** True if a call with the value succeeds now. */
  boolean works(SecretText value);

  /** The values that would work and that somebody was told. */
  Set<String> liveValues();

  /** Everything that later answers depend on, as text. */
  String state();

  /** What a person does who is asked for a key with this label. */
  default SecretText makeByHand(String label) {
    throw new IllegalStateException("no person makes keys here");
  }

  @Override
  default Verdict probe(SecretText value) {
    return works(value) ? Verdict.ACCEPTED : Verdict.REFUSED;
  }
}
