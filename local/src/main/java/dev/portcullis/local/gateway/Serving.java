package dev.portcullis.local.gateway;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.laptop.Laptop;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.model.HttpModel;
import dev.portcullis.local.model.StandIn;
import dev.portcullis.local.rotation.LaptopRotations;
import dev.portcullis.local.rotation.RotationDesk;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A gateway that is up: the laptop, the model server or its stand-in, and HTTP in front; closing it
 * ends all of that in order, and loses no call that was answered.
 */
public final class Serving implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Laptop laptop;
  private final Optional<StandIn> standIn;
  private final URI upstream;
  private final GatewayServer server;
  private final ScheduledExecutorService background;
  private final ExecutorService threads;
  private final ExecutorService disk;
  private final Optional<Rotating> rotating;
  private Optional<ConsoleEndpoint> console = Optional.empty();

  private Serving(
      Laptop laptop,
      Optional<StandIn> standIn,
      URI upstream,
      GatewayServer server,
      ScheduledExecutorService background,
      ExecutorService threads,
      ExecutorService disk,
      Optional<Rotating> rotating) {
    this.laptop = laptop;
    this.standIn = standIn;
    this.upstream = upstream;
    this.server = server;
    this.background = background;
    this.threads = threads;
    this.disk = disk;
    this.rotating = rotating;
  }

  /**
   * Brings a gateway up; it answers when this returns.
   *
   * @throws SetupException if something that the configuration names cannot be used, the address
   *     among it
   */
  public static Serving start(Configuration configuration, Surroundings surroundings) {
    ServerLimits.apply();
    ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();
    ExecutorService threads = Executors.newCachedThreadPool();
    // A disk flushes a few files at once in little more time than one.
    ExecutorService disk = Executors.newFixedThreadPool(4);
    Laptop laptop = Laptop.open(configuration, surroundings);
    InetSocketAddress address =
        new InetSocketAddress(configuration.gateway().host(), configuration.gateway().port());
    try {
      Optional<StandIn> standIn =
          configuration.upstream().url().isPresent()
              ? Optional.empty()
              : Optional.of(StandIn.start(threads));
      URI upstream =
          configuration.upstream().url().orElseGet(() -> standIn.orElseThrow().address());
      Optional<RotationDesk> rotations = LaptopRotations.find(laptop);
      Model model = model(configuration, laptop, upstream, rotations);
      // One process at a time from here on: it takes the directory, or names who has it.
      laptop.start(background, disk);
      GatewayServer server =
          GatewayServer.start(address, laptop.governedCall(name -> model), PATIENCE);
      Optional<Rotating> rotating =
          rotations.map(desk -> Rotating.start(desk, PATIENCE, laptop.operator()));
      return new Serving(laptop, standIn, upstream, server, background, threads, disk, rotating);
    } catch (IOException taken) {
      stop(laptop, background, threads, disk);
      throw new SetupException(
          address.getHostString()
              + ":"
              + address.getPort()
              + ": cannot listen there; is it in use? Choose another with --port");
    } catch (RuntimeException unusable) {
      stop(laptop, background, threads, disk);
      throw unusable;
    }
  }

  private static Model model(
      Configuration configuration, Laptop laptop, URI upstream, Optional<RotationDesk> rotations) {
    return new HttpModel(
        upstream,
        configuration
            .upstream()
            .credential()
            .map(
                name ->
                    UpstreamCredential.of(
                        name,
                        laptop,
                        rotations.flatMap(desk -> desk.cacheAge(name)),
                        configuration.upstream().longestCall())),
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build());
  }

  private static void stop(
      Laptop laptop,
      ScheduledExecutorService background,
      ExecutorService threads,
      ExecutorService disk) {
    laptop.close();
    background.shutdown();
    threads.shutdownNow();
    // Not at once: what was begun on the disk ends.
    disk.shutdown();
  }

  /** Where clients find it, without {@code /v1}. */
  public URI address() {
    return server.address();
  }

  /** Where the model is. */
  public URI upstream() {
    return upstream;
  }

  /** The stand-in model, if it is that. */
  public Optional<StandIn> standIn() {
    return standIn;
  }

  /** The ids of the credentials that it rotates. */
  public List<String> rotated() {
    return rotating.map(Rotating::ids).orElse(List.of());
  }

  /** The provider behind it. */
  public Laptop laptop() {
    return laptop;
  }

  /**
   * Serves the console too, on a loopback port of its own.
   *
   * @return where a person enters, once
   */
  URI startConsole() {
    try {
      ConsoleEndpoint started = ConsoleEndpoint.start(laptop, background);
      console = Optional.of(started);
      return started.entrance();
    } catch (IOException noPort) {
      throw new SetupException("the console: no loopback port can be had");
    }
  }

  @Override
  public void close() {
    console.ifPresent(ConsoleEndpoint::close);
    server.close();
    rotating.ifPresent(Rotating::close);
    standIn.ifPresent(StandIn::close);
    stop(laptop, background, threads, disk);
  }
}
