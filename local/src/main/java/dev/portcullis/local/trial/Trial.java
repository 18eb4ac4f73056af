package dev.portcullis.local.trial;

import dev.portcullis.audit.read.BundleSource;
import dev.portcullis.audit.read.LogRecord;
import dev.portcullis.audit.read.LogSearch;
import dev.portcullis.audit.read.Query;
import dev.portcullis.audit.verify.LogVerifier;
import dev.portcullis.audit.verify.LogView;
import dev.portcullis.audit.verify.Report;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySpec;
import dev.portcullis.local.gateway.Serving;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.Stores;
import dev.portcullis.local.model.StandIn;
import dev.portcullis.ports.SecretText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes the trial's calls against a gateway that is up, and gathers what each side saw. */
final class Trial {
  private final Serving serving;
  private final Caller caller;

  Trial(Serving serving) {
    this.serving = serving;
    this.caller = new Caller(serving.address());
  }

  /**
   * One call from all sides.
   *
   * @param got what the caller got
   * @param exchange what the model received and answered; empty if it was not called
   * @param records what the log holds of the call
   */
  record Shown(Caller.Got got, Optional<StandIn.Exchange> exchange, List<LogRecord> records) {}

  Shown plain(SecretText key) throws IOException, InterruptedException {
    int before = exchanges().size();
    return shown(caller.plain(key), before);
  }

  Shown streamed(SecretText key) throws IOException, InterruptedException {
    int before = exchanges().size();
    return shown(caller.streamed(key), before);
  }

  private Shown shown(Caller.Got got, int before) {
    serving.laptop().sequenceNow();
    List<StandIn.Exchange> after = exchanges();
    return new Shown(
        got,
        after.size() > before ? Optional.of(after.get(after.size() - 1)) : Optional.empty(),
        got.requestId().isEmpty() ? List.of() : search(Query.request(got.requestId())));
  }

  private List<StandIn.Exchange> exchanges() {
    return serving.standIn().map(StandIn::exchanges).orElseThrow();
  }

  /** A key for a role; its making is in the log, as by the command. */
  SecretText key(String role) {
    Laptop laptop = serving.laptop();
    KeyChange change =
        laptop
            .keys()
            .create(KeySpec.of("test", "trial", "portcullis try", "a trial", Set.of(role)));
    if (!(change instanceof KeyChange.Issued issued)) {
      throw new IllegalStateException("no key was made");
    }
    return issued.key();
  }

  /** The offline verifier over everything that was written; it needs no more than a copy. */
  Report verify() {
    Laptop laptop = serving.laptop();
    laptop.sequenceNow();
    Stores stores = laptop.stores();
    return new LogVerifier(
            laptop.logKeys(),
            laptop.configuration().audit().retention().minusDays(1),
            new Random(laptop.clock().millis()))
        .verify(LogView.of(stores.worm(), stores.published()), (done, total) -> {});
  }

  private List<LogRecord> search(Query query) {
    Stores stores = serving.laptop().stores();
    LogView view = LogView.of(stores.worm(), stores.published());
    BundleSource source =
        new BundleSource(
            key -> view.stored(key).or(() -> view.published(key)),
            () -> serving.laptop().sequenceNow().size());
    return new LogSearch(source, Optional.empty()).first(query, 100);
  }
}
