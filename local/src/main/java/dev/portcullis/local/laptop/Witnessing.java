package dev.portcullis.local.laptop;

import dev.portcullis.audit.log.Cosigners;
import dev.portcullis.audit.log.LogAlarm;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.witness.HttpWitness;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.audit.witness.WitnessPolicy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the witnesses of a policy that have an address, over HTTP; a slow one only for so long. */
final class Witnessing {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Witnessing() {}

  static Cosigners of(Optional<WitnessPolicy> policy, Stores stores, LogAlarm fork) {
    return policy.map(one -> of(one, stores, fork)).orElseGet(Cosigners::none);
  }

  private static Cosigners of(WitnessPolicy policy, Stores stores, LogAlarm fork) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    List<WitnessClient.Known> known =
        policy.witnesses().stream()
            .filter(witness -> witness.address().isPresent())
            .map(
                witness ->
                    new WitnessClient.Known(
                        witness.key(), new HttpWitness(http, witness.address().get(), PATIENCE)))
            .toList();
    LogView view = LogView.of(stores.worm(), stores.published());
    return new WitnessClient(known, policy::enough, view, fork);
  }
}
