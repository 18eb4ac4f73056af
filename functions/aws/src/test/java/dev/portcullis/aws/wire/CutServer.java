package dev.portcullis.aws.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server whose answers are raw bytes, so that one can be wrong or cut off at any of them. */
public final class CutServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<WireRequest> seen = new CopyOnWriteArrayList<>();
  private final CutService service;

  /** Serves on a free port, one request a connection. */
  public CutServer(CutService service) throws IOException {
    this.service = service;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Every request so far. */
  public List<WireRequest> seen() {
    return List.copyOf(seen);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        open.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void serve(Socket connection) {
    try {
      WireRequest request = read(connection.getInputStream());
      seen.add(request);
      CutReply reply = service.answer(request);
      for (byte[] piece : reply.pieces()) {
        connection.getOutputStream().write(piece);
        connection.getOutputStream().flush();
      }
      if (!reply.hangs()) {
        connection.close();
      }
    } catch (IOException gone) {
      // The client has had enough.
    }
  }

  private static WireRequest read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("half a request");
      }
      head.append((char) b);
    }
    String[] lines = head.toString().split("\r\n");
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers
          .computeIfAbsent(
              lines[i].substring(0, colon).toLowerCase(Locale.ROOT), unused -> new ArrayList<>())
          .add(lines[i].substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
    String[] line = lines[0].split(" ");
    return new WireRequest(line[0], line[1], "", headers, in.readNBytes(length));
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }

  static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
