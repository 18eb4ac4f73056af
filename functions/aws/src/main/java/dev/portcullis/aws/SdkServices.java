package dev.portcullis.aws;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.util.List;
import java.util.function.Consumer;

/** The services by the AWS SDK, each client made at its first use. */
final class SdkServices implements Services {
  SdkServices(Surroundings surroundings) {}

  @Override
  public RecordStore records(String table) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SecretStore secrets() {
    throw new UnsupportedOperationException();
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Signer signer(String keyArn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PublicationStore published(String bucket) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Model model(Environment environment) {
    throw new UnsupportedOperationException();
  }
}
