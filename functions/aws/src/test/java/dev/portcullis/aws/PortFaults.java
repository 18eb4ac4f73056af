package dev.portcullis.aws;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/** A deployment's services of which one call fails, before its effect or with its answer lost. */
final class PortFaults implements Services {
  private final Services real;
  private int until;
  private boolean answerLost;

  PortFaults(Services real) {
    this.real = real;
  }

  /** The call after so many more fails. */
  void failAfter(int calls, boolean lostAnswer) {
    until = calls + 1;
    answerLost = lostAnswer;
  }

  /** True if the failure has not come yet. */
  boolean pending() {
    return until > 0;
  }

  private <T> T over(Class<T> port, T service) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean fails = until > 0 && --until == 0;
              if (fails && !answerLost) {
                throw new PortException(PortException.Code.UNAVAILABLE, method.getName());
              }
              Object answer;
              try {
                answer = method.invoke(service, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
              if (fails) {
                throw new PortException(PortException.Code.TIMEOUT, method.getName());
              }
              return answer;
            }));
  }

  @Override
  public RecordStore records(String table) {
    return over(RecordStore.class, real.records(table));
  }

  @Override
  public SecretStore secrets() {
    return over(SecretStore.class, real.secrets());
  }

  @Override
  public SecretVersions secretVersions() {
    return over(SecretVersions.class, real.secretVersions());
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    return over(WormStore.class, real.log(bucket, mode));
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    return real.wrapping(keyArn);
  }

  @Override
  public Signer signer(String keyArn) {
    return real.signer(keyArn);
  }

  @Override
  public PublicationStore published(String bucket) {
    return real.published(bucket);
  }

  @Override
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    return real.alerts(busArn);
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    return real.witness(functionArn);
  }

  @Override
  public Model model(SecretStore secrets) {
    return real.model(secrets);
  }
}
