package dev.portcullis.local.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * AWS on this machine by {@code local/emulators/aws.sh}, for as long as this process lives: they
 * end with it, however it ends.
 */
final class Emulators implements AutoCloseable {
  private final Path script;
  private final Path state;
  private final Consumer<String> progress;
  private final ObjectMapper json = new ObjectMapper();

  private Emulators(Path script, Path state, Consumer<String> progress) {
    this.script = script;
    this.state = state;
    this.progress = progress;
  }

  /**
   * Installs what is missing, starts them, and waits until they answer.
   *
   * @param checkout the checkout's root
   * @param data where their state and logs are, in a directory of their own
   * @param progress gets each line that tells how far it is
   * @throws IOException if they do not start; their reason was told as progress
   */
  static Emulators start(Path checkout, Path data, Consumer<String> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(data);
    Emulators emulators =
        new Emulators(
            checkout.resolve("local/emulators/aws.sh"), data.resolve("emulators"), progress);
    progress.accept("starting the emulators of AWS ...");
    emulators.run(
        List.of("start", "--no-minio", "--while", Long.toString(ProcessHandle.current().pid())));
    return emulators;
  }

  /** Deploys the template with the functions as they are in this checkout, packaging if needed. */
  JsonNode deploy(String... parameters) throws IOException, InterruptedException {
    progress.accept("deploying infra/aws/template.yaml by CloudFormation ...");
    List<String> arguments = new ArrayList<>(List.of("deploy"));
    arguments.addAll(Arrays.asList(parameters));
    return json.readTree(run(arguments));
  }

  /** One action of {@code aws/cloud.py}. */
  JsonNode cloud(String... action) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("cloud"));
    arguments.addAll(Arrays.asList(action));
    return json.readTree(run(arguments));
  }

  /**
   * Runs a command that may call the API, with what it prints told as progress.
   *
   * @param base what an OpenAI client calls its base address
   * @param keys API keys by role; the developer's is {@code OPENAI_API_KEY}, and each is {@code
   *     PORTCULLIS_KEY_} and its role
   * @return true if it exits with 0
   */
  boolean meanwhile(String command, String base, JsonNode keys)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
    builder.environment().put("PORTCULLIS_EMULATORS", state.toString());
    builder.environment().put("OPENAI_BASE_URL", base);
    builder.environment().put("OPENAI_API_KEY", keys.path("developer").asText());
    for (Map.Entry<String, JsonNode> key : keys.properties()) {
      builder
          .environment()
          .put("PORTCULLIS_KEY_" + key.getKey().toUpperCase(Locale.ROOT), key.getValue().asText());
    }
    Process process = builder.start();
    process.getOutputStream().close();
    tellAll(process.getInputStream());
    return process.waitFor() == 0;
  }

  /** Where functions' own lines are, one file each. */
  Path functionLogs() {
    return state.resolve("functions");
  }

  void tell(String line) {
    progress.accept(line);
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PORTCULLIS_EMULATORS", state.toString());
    Process process = builder.start();
    Thread errors = new Thread(() -> tellAll(process.getErrorStream()), "emulators-progress");
    errors.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    errors.join();
    if (process.waitFor() != 0) {
      throw new IOException("local/emulators/aws.sh " + arguments.get(0) + " failed");
    }
    return out;
  }

  private void tellAll(InputStream from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      lines.lines().forEach(progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run(List.of("stop"));
    } catch (InterruptedException e) {
      // They end with this process all the same.
      Thread.currentThread().interrupt();
    }
  }
}
