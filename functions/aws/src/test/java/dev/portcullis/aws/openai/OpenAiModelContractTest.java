package dev.portcullis.aws.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portcullis.aws.wire.BadModelServer;
import dev.portcullis.aws.wire.CutReply;
import dev.portcullis.aws.wire.CutService;
import dev.portcullis.contract.ModelContract;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class OpenAiModelContractTest extends ModelContract {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "Application/JSON; charset=utf-8");
  private final List<BadModelServer> servers = new ArrayList<>();

  @Override
  protected Model model(Behaviour behaviour) throws IOException {
    BadModelServer server = new BadModelServer(service(behaviour));
    servers.add(server);
    return model(behaviour == Behaviour.ABSENT ? server.absent() : server.uri());
  }

  private static CutService service(Behaviour behaviour) {
    return switch (behaviour) {
      case ANSWERS, ABSENT -> request -> CutReply.whole(200, JSON, "{}".getBytes(UTF_8));
      case FAILS -> request -> CutReply.whole(500, Map.of(), new byte[0]);
      case REFUSES -> request -> CutReply.whole(401, Map.of(), new byte[0]);
      case SILENT -> request -> CutReply.silence();
      case BREAKS -> request -> BadModelServer.half();
      case STALLS -> request -> BadModelServer.half().hanging();
    };
  }

  private static Model model(URI address) {
    return new OpenAiModel(address, java.util.Optional.empty());
  }

  @Override
  protected int requests() {
    return servers.get(0).requests();
  }

  @AfterEach
  void stop() throws IOException {
    for (BadModelServer server : servers) {
      server.close();
    }
  }
}
