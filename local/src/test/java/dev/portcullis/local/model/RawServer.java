package dev.portcullis.local.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each connection with fixed bytes, whatever they are, and remembers what was sent. */
final class RawServer implements AutoCloseable {
  final List<String> received = new CopyOnWriteArrayList<>();
  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /**
   * @param answers one for each connection, the last for all further ones
   * @param hangs whether the connection stays open behind the answer
   */
  RawServer(boolean hangs, String... answers) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; ; i++) {
                try {
                  Socket connection = socket.accept();
                  open.add(connection);
                  received.add(request(connection.getInputStream()));
                  String answer = answers[Math.min(i, answers.length - 1)];
                  connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                  connection.getOutputStream().flush();
                  if (!hangs) {
                    connection.close();
                  }
                } catch (IOException ended) {
                  if (socket.isClosed()) {
                    return;
                  }
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return head.toString();
      }
      head.append((char) b);
    }
    int at = head.toString().toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r", at)));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
