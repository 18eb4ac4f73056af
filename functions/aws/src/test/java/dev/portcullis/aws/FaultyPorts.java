package dev.portcullis.aws;

import dev.portcullis.audit.record.AlertRaised;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.ports.KeyWrapping;
import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.PublicationStore;
import dev.portcullis.ports.RecordStore;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.ports.Signer;
import dev.portcullis.ports.WormStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Another's services, of which one call fails as a port may: before its effect or after it. Every
 * call is counted from the moment {@link #arm} is called.
 */
final class FaultyPorts implements Services {

  /**
   * What goes wrong.
   *
   * @param code what the port says
   * @param after true if the effect happened all the same
   * @param lasting true if every later call fails too, as with expired credentials
   */
  record Fault(Code code, boolean after, boolean lasting) {}

  private final Services services;
  private final List<String> calls = new ArrayList<>();
  private Optional<Fault> fault = Optional.empty();
  private int at;

  FaultyPorts(Services services) {
    this.services = services;
  }

  /** From now on call number {@code at}, from 0, goes wrong. */
  void arm(Optional<Fault> planned, int at) {
    this.fault = planned;
    this.at = at;
    calls.clear();
  }

  /** The calls since then, by port and method. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  private <T> T faulty(Class<T> port, T real) {
    Set<String> silent =
        Set.of("toString", "hashCode", "equals", "algorithm", "keyId", "publicKey");
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (silent.contains(method.getName())) {
                return method.invoke(real, arguments);
              }
              synchronized (calls) {
                calls.add(port.getSimpleName() + "." + method.getName());
              }
              Optional<Fault> now = planned();
              try {
                if (now.isEmpty()) {
                  return method.invoke(real, arguments);
                } else if (now.get().after()) {
                  method.invoke(real, arguments);
                }
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
              throw new PortException(now.get().code(), "planted fault");
            }));
  }

  private synchronized Optional<Fault> planned() {
    int number = calls.size() - 1;
    return fault.filter(one -> number == at || (one.lasting() && number > at));
  }

  @Override
  public RecordStore records(String table) {
    return faulty(RecordStore.class, services.records(table));
  }

  @Override
  public SecretStore secrets() {
    return faulty(SecretStore.class, services.secrets());
  }

  @Override
  public SecretVersions secretVersions() {
    return faulty(SecretVersions.class, services.secretVersions());
  }

  @Override
  public KeyWrapping wrapping(String keyArn) {
    return faulty(KeyWrapping.class, services.wrapping(keyArn));
  }

  @Override
  public Signer signer(String keyArn) {
    return faulty(Signer.class, services.signer(keyArn));
  }

  @Override
  public WormStore log(String bucket, Environment.LockMode mode) {
    return faulty(WormStore.class, services.log(bucket, mode));
  }

  @Override
  public void checkLog(String bucket) {
    services.checkLog(bucket);
  }

  @Override
  public void checkPublished(String bucket) {
    services.checkPublished(bucket);
  }

  @Override
  public PublicationStore published(String bucket) {
    return faulty(PublicationStore.class, services.published(bucket));
  }

  @Override
  @SuppressWarnings("unchecked")
  public Consumer<List<AlertRaised>> alerts(String busArn) {
    return faulty(Consumer.class, services.alerts(busArn));
  }

  @Override
  public WitnessClient.Transport witness(String functionArn) {
    return faulty(WitnessClient.Transport.class, services.witness(functionArn));
  }

  @Override
  public Model model(SecretStore secrets) {
    return faulty(Model.class, services.model(secrets));
  }
}
