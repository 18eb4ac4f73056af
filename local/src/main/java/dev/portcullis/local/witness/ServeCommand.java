package dev.portcullis.local.witness;

import dev.portcullis.audit.tlog.KeyRing;
import dev.portcullis.audit.tlog.VerifierKey;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the witness up until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves C2SP tlog-witness: POST /add-checkpoint.",
      "Put TLS in front of it where it is not on a network of your own. Ctrl-C ends it."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private WitnessOptions options;

  @Option(
      names = "--logs",
      required = true,
      paramLabel = "FILE",
      description = "the keys of the logs to follow, one vkey a line; '#' begins a remark")
  private @Nullable Path logs;

  @Option(names = "--host", description = "the address to listen on (default: 127.0.0.1)")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "the port (default: 8710; 0 for any free one)")
  private int port = 8710;

  ServeCommand(Place place) {
    this.options = new WitnessOptions(place);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT || logs == null) {
      throw new BadUse(spec.commandLine(), "--port takes a number from 0 to " + HIGHEST_PORT);
    }
    WitnessDesk desk = options.open();
    Map<String, KeyRing> followed = followed(logs);
    WitnessServer server;
    try {
      server = WitnessServer.start(new InetSocketAddress(host, port), desk.witness(followed));
    } catch (IOException taken) {
      throw new SetupException(
          host + ":" + port + ": cannot listen there; is it in use? Choose another with --port");
    }
    PrintWriter out = spec.commandLine().getOut();
    // Whoever started this reads the address from the first line.
    out.println("portcullis: witnessing at " + server.address());
    out.println("portcullis: " + followed.size() + " logs are followed; the key is");
    out.println(desk.key().render());
    out.flush();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  stopped.countDown();
                }));
    stopped.await();
    return 0;
  }

  private static Map<String, KeyRing> followed(Path file) {
    Map<String, List<VerifierKey>> keys = new LinkedHashMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SetupException(file + ": cannot be read as UTF-8 text");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        VerifierKey key = VerifierKey.parse(line);
        if (key.type() == VerifierKey.Type.COSIGNATURE) {
          throw new SetupException(file.getFileName() + ":" + (i + 1) + ": a witness's key");
        }
        keys.computeIfAbsent(key.name(), origin -> new ArrayList<>()).add(key);
      } catch (PortException e) {
        throw new SetupException(file.getFileName() + ":" + (i + 1) + ": not a verifier key");
      }
    }
    Map<String, KeyRing> rings = new LinkedHashMap<>();
    keys.forEach((origin, ring) -> rings.put(origin, new KeyRing(origin, ring)));
    return rings;
  }
}
