package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** A port with or without a server behind it, for the contract of models. */
public final class BadModelServer implements AutoCloseable {
  private static final CutReply HALF =
      CutReply.whole(
          200, Map.of("Content-Type", "application/json"), "{\"half\":1}".getBytes(UTF_8));

  private final Socket taken = new Socket();
  private final CutServer server;

  /** A server that answers so. */
  public BadModelServer(CutService service) throws IOException {
    this.server = new CutServer(service);
    // The port stays taken without a listener, so that nobody else can get it meanwhile.
    taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Where the server is. */
  public URI uri() {
    return server.uri();
  }

  /** Where no server is. */
  public URI absent() {
    return URI.create("http://127.0.0.1:" + taken.getLocalPort());
  }

  /** How many requests came. */
  public int requests() {
    return server.seen().size();
  }

  /** A 200 whose body ends in its middle. */
  public static CutReply half() {
    return HALF.cutAt(HALF.length() - 4);
  }

  @Override
  public void close() throws IOException {
    taken.close();
    server.close();
  }
}
