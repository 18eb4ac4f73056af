package dev.portcullis.local.gateway;

import dev.portcullis.local.config.Configuration;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.laptop.Surroundings;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.ErrorStreamLog;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps the gateway up until it is told to stop; open calls are finished first. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves the OpenAI API in front of a model server, and governs every call.",
      "Without --upstream a stand-in model answers. Ctrl-C ends it: open calls are finished first."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  portcullis serve --upstream http://127.0.0.1:11434",
      "  portcullis secrets put upstream < key.txt",
      "  portcullis serve --upstream https://api.openai.com --credential upstream --port 8080"
    })
public final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Option(names = "--port", description = "The port (default: from the configuration, else 8700).")
  private int port = -1;

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = "The model server; /v1 is added if the address has no path.")
  private @Nullable URI upstream;

  @Option(
      names = "--credential",
      paramLabel = "NAME",
      description = "The secret that is sent to the model server; see 'portcullis secrets'.")
  private @Nullable String credential;

  @Option(
      names = "--console",
      description = "Also shows calls, decisions and the log's health on a loopback page.")
  private boolean console = false;

  /** The command, where this process is. */
  public ServeCommand(Place place) {
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = chosen(data.configuration());
    PrintWriter out = spec.commandLine().getOut();
    ErrorStreamLog log = new ErrorStreamLog(spec.commandLine().getErr());
    Serving serving = Serving.start(configuration, Surroundings.ofProcess(log));
    // Whoever started this reads the address from the first line.
    out.println("portcullis: serving " + serving.address() + "/v1");
    out.println(
        "portcullis: the model is "
            + (serving.standIn().isPresent() ? "a stand-in" : serving.upstream().toString())
            + ", the data are in "
            + configuration.data());
    if (!serving.rotated().isEmpty()) {
      out.println("portcullis: rotating " + String.join(", ", serving.rotated()));
    }
    if (serving.laptop().keys().list("", 1).isEmpty()) {
      out.println(
          "portcullis: there is no API key yet; make one with: portcullis keys create"
              + " --owner you --reason 'first steps' --role developer");
    }
    if (console) {
      out.println("portcullis: the console, once: " + serving.startConsole());
    }
    out.flush();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  log.info("stopping: finishing open calls");
                  serving.close();
                  log.info("stopped; every record is in order");
                  stopped.countDown();
                }));
    stopped.await();
    return 0;
  }

  private Configuration chosen(Configuration file) {
    Configuration.Gateway gateway = file.gateway();
    if (port > HIGHEST_PORT || port < -1) {
      throw new BadUse(spec.commandLine(), "--port takes a number from 0 to " + HIGHEST_PORT);
    }
    if (upstream != null
        && (upstream.getHost() == null
            || !String.valueOf(upstream.getScheme()).matches("https?"))) {
      throw new BadUse(spec.commandLine(), "--upstream takes an address with http or https");
    }
    return new Configuration(
        file.deployment(),
        file.data(),
        new Configuration.Gateway(
            gateway.host(), port < 0 ? gateway.port() : port, gateway.settings()),
        new Configuration.Upstream(
            Optional.ofNullable(upstream).or(() -> file.upstream().url()),
            Optional.ofNullable(credential).or(() -> file.upstream().credential()),
            file.upstream().longestCall()),
        file.policies(),
        file.redaction(),
        file.audit(),
        file.alerts());
  }
}
