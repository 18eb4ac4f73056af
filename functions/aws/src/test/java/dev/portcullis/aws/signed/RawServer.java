package dev.portcullis.aws.signed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each request with the next text, and ends the connection behind one that ends with {@link
 * #END}; counts both.
 */
final class RawServer implements AutoCloseable {
  static final String END = "\u0004";

  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger requests = new AtomicInteger();
  private final List<String> answers;
  private final ServerSocket socket;

  RawServer(String... answers) throws IOException {
    this.answers = List.of(answers);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connections.incrementAndGet();
        boolean open = true;
        while (open && request(connection.getInputStream())) {
          String answer = answers.get(requests.getAndIncrement());
          open = !answer.endsWith(END);
          connection.getOutputStream().write(answer.replace(END, "").getBytes(ISO_8859_1));
        }
      } catch (IOException gone) {
        // The client has had enough, or the test is over.
      }
    }
  }

  /** False at the end of the connection. The requests have no body. */
  private static boolean request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      head.append((char) b);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
