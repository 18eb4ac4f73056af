package dev.portcullis.rotation.provider;

import dev.portcullis.ports.SecretText;

/** Asks a provider whether it takes a key, by the cheapest call that costs nothing. */
@FunctionalInterface
public interface KeyProbe {

  /** What the provider says; failures to reach it are {@link Verdict#UNCLEAR}. */
  Verdict probe(SecretText value);
}
