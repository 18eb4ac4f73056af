package dev.portcullis.local.command;

import dev.portcullis.authorization.AccessRequest;
import dev.portcullis.authorization.Decision;
import dev.portcullis.authorization.PolicyDecider;
import dev.portcullis.authorization.PolicyFiles;
import dev.portcullis.authorization.cases.RequestText;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.local.config.Place;
import dev.portcullis.local.config.SetupException;
import dev.portcullis.local.terminal.BadUse;
import dev.portcullis.local.terminal.DataOptions;
import dev.portcullis.local.terminal.PlainText;
import dev.portcullis.ports.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts one request to the policies and prints the decision. */
@Command(
    name = "authorize",
    mixinStandardHelpOptions = true,
    description = {
      "Puts one request to the policies and prints the decision with the policies that made it.",
      "Exit code 0 if it is permitted, 1 if it is denied. Nothing is recorded.",
      "The context starts from an unremarkable call (internal data, purpose general, 1,000 tokens,",
      "from 10.1.2.3) and says only what differs; null takes a fact away."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  portcullis authorize <<'EOF'",
      "  {\"principal\": {\"type\": \"ApiKey\", \"id\": \"k1\", \"tenant\": \"acme\","
          + " \"roles\": [\"developer\"]},",
      "   \"action\": \"invoke\",",
      "   \"resource\": {\"type\": \"Model\", \"id\": \"stand-in\"},",
      "   \"context\": {\"purpose\": \"coding\", \"sourceIp\": {\"ip\": \"10.0.0.7\"}}}",
      "  EOF"
    })
final class AuthorizeCommand implements Callable<Integer> {
  private static final int MOST_BYTES = 1 << 20;

  private final InputStream in;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data;

  @Option(
      names = "--policies",
      paramLabel = "DIRECTORY",
      description = "Other policies than those of the configuration.")
  private @Nullable Path policies;

  @Option(names = "--json", description = "Prints the decision as one JSON object.")
  private boolean json = false;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The request; standard input if it is not given.")
  private @Nullable Path file;

  AuthorizeCommand(InputStream in, Place place) {
    this.in = in;
    this.data = new DataOptions(place);
  }

  @Override
  public Integer call() throws IOException {
    AccessRequest request;
    try {
      request = RequestText.parse(text());
    } catch (IllegalArgumentException e) {
      throw new BadUse(spec.commandLine(), "the request: " + e.getMessage(), e);
    }
    Decision decision = decider().authorize(request);
    if (json) {
      spec.commandLine().getOut().println(StrictJson.write(tree(decision)));
    } else {
      print(decision);
    }
    return decision.permitted() ? 0 : 1;
  }

  private String text() throws IOException {
    byte[] bytes;
    if (file == null) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } else {
      try (InputStream opened = Files.newInputStream(file)) {
        bytes = opened.readNBytes(MOST_BYTES + 1);
      } catch (IOException e) {
        throw new BadUse(spec.commandLine(), "FILE cannot be read", e);
      }
    }
    if (bytes.length > MOST_BYTES) {
      throw new BadUse(spec.commandLine(), "the request is over 1 MiB");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadUse(spec.commandLine(), "the request is not UTF-8", e);
    }
  }

  private PolicyDecider decider() {
    Path given = policies;
    Path directory = given == null ? data.configuration().policies().directory() : given;
    PolicyDecider decider = new PolicyDecider();
    try {
      if (decider.reload(PolicyFiles.read(directory)) instanceof PolicyDecider.Reload.Kept kept) {
        throw new SetupException(kept.problems());
      }
    } catch (PortException e) {
      throw new SetupException(
          given == null
              ? directory + ": no policies can be read there; use --policies"
              : "no policies can be read where --policies says");
    }
    return decider;
  }

  private void print(Decision decision) {
    PrintWriter out = spec.commandLine().getOut();
    // Colour only where a terminal shows it and NO_COLOR is not set: picocli looks.
    String verdict = decision.permitted() ? "@|bold,green permit|@" : "@|bold,red deny|@";
    out.println(
        spec.commandLine().getColorScheme().ansi().string(verdict)
            + " "
            + decision.reason().code()
            + ": "
            + decision.reason().explanation());
    decision.policies().forEach(policy -> out.println(PlainText.of("policy  " + policy)));
    decision.errors().forEach(error -> out.println(PlainText.of("error   " + error)));
    decision.alarms().forEach(alarm -> out.println(PlainText.of("alarm   " + alarm)));
    out.println("version " + decision.policyVersion());
  }

  private static Map<String, Object> tree(Decision decision) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("permitted", decision.permitted());
    tree.put("reason", decision.reason().code());
    tree.put("explanation", decision.reason().explanation());
    tree.put("policies", decision.policies());
    tree.put("errors", decision.errors());
    tree.put("alarms", decision.alarms());
    tree.put("policyVersion", decision.policyVersion());
    tree.put("inputDigest", decision.inputDigest());
    return tree;
  }
}
