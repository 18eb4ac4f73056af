package dev.portcullis.local.model;

import dev.portcullis.contract.ModelContract;
import dev.portcullis.ports.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class HttpModelContractTest extends ModelContract {
  private static final String HALF =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{\"half";

  private final List<RawServer> servers = new ArrayList<>();
  private final Socket absent = new Socket();

  @Override
  protected Model model(Behaviour behaviour) throws IOException {
    return switch (behaviour) {
      case ANSWERS ->
          at(
              false,
              "HTTP/1.1 200 OK\r\nContent-Type: Application/JSON; charset=utf-8\r\n"
                  + "Content-Length: 2\r\n\r\n{}");
      case FAILS -> at(false, "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n");
      case REFUSES -> at(false, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
      case SILENT -> at(true, "");
      case BREAKS -> at(false, HALF);
      case STALLS -> at(true, HALF);
      case ABSENT -> {
        // The port stays taken without a listener, so that nobody else can get it meanwhile.
        absent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        yield model(URI.create("http://127.0.0.1:" + absent.getLocalPort()));
      }
    };
  }

  private Model at(boolean hangs, String answer) throws IOException {
    RawServer server = new RawServer(hangs, answer);
    servers.add(server);
    return model(server.address());
  }

  private Model model(URI address) {
    return new HttpModel(
        address,
        Optional.empty(),
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build());
  }

  @Override
  protected int requests() {
    return servers.get(0).received.size();
  }

  @AfterEach
  void stop() throws IOException {
    absent.close();
    for (RawServer server : servers) {
      server.close();
    }
  }
}
