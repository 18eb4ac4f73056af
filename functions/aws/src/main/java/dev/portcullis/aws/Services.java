package dev.portcullis.aws;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.util.List;
import java.util.function.Consumer;

/**
 * The services that functions use, all but the authorizer's; a method makes its client when it is
 * called and touches no other, so a function loads only what its wiring asks for.
 */
interface Services {

  /** The records in a table. */
  RecordStore records(String table);

  /** Secrets by the names that {@link Environment} has for them. */
  SecretStore secrets();

  /** Writes the same secrets. */
  SecretVersions secretVersions();

  /** Wraps subjects' keys under a key. */
  KeyWrapping wrapping(String keyArn);

  /** Signs with a key. */
  Signer signer(String keyArn);

  /** The log's write-once bucket. */
  WormStore log(String bucket, Environment.LockMode mode);

  /**
   * Returns if nothing speaks against the log's bucket: it is ours, in this region and write-once.
   */
  void checkLog(String bucket);

  /** Returns if nothing speaks against the bucket that readers fetch from: ours, in this region. */
  void checkPublished(String bucket);

  /** The bucket that readers fetch from. */
  PublicationStore published(String bucket);

  /** Tells people of alerts; accepted by the bus when it returns. */
  Consumer<List<AlertRaised>> alerts(String busArn);

  /** The way to the witness's function. */
  WitnessClient.Transport witness(String functionArn);

  /**
   * The model behind the deployment's backend.
   *
   * @param secrets where its credential is, if it needs one
   */
  Model model(SecretStore secrets);
}
