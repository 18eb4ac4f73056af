package dev.portcullis.inference;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers as it is told, from what it received, and remembers what that was. */
final class ScriptedModel implements Model {
  final List<String> received = new ArrayList<>();
  int status = 200;
  String contentType = "application/json";
  UnaryOperator<String> answer = body -> "{\"choices\":[]}";
  PortException failure;
  IOException breaksWith;

  /** Happens before each read of an answer. */
  Runnable beforeReading = () -> {};

  @Override
  public Reply send(Call call) {
    String body = new String(call.body(), StandardCharsets.UTF_8);
    received.add(body);
    if (failure != null) {
      throw failure;
    }
    InputStream bytes =
        new FilterInputStream(
            new ByteArrayInputStream(answer.apply(body).getBytes(StandardCharsets.UTF_8))) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            beforeReading.run();
            return super.read(into, offset, Math.min(length, 64));
          }
        };
    return new Reply(
        status,
        contentType,
        breaksWith == null ? bytes : new SequenceInputStream(bytes, new Breaking(breaksWith)));
  }

  private static final class Breaking extends InputStream {
    private final IOException failure;

    Breaking(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      throw failure;
    }
  }

  /** A streamed chat answer: each text is a chunk's content. */
  void streams(UnaryOperator<String> text, int chunk) {
    contentType = "text/event-stream";
    answer =
        body -> {
          StringBuilder out = new StringBuilder();
          String all = text.apply(body);
          for (int at = 0; at < all.length(); at += chunk) {
            String piece = all.substring(at, Math.min(all.length(), at + chunk));
            out.append("data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",")
                .append(
                    "\"created\":1,\"model\":\"stand-in\",\"choices\":[{\"delta\":{\"content\":")
                .append(quoted(piece))
                .append("},\"index\":0,\"finish_reason\":null}]}\n\n");
          }
          return out.append("data: {\"id\":\"chatcmpl-1\",\"choices\":[{\"index\":0,\"delta\":{},")
              .append("\"finish_reason\":\"stop\"}]}\n\n")
              .append("data: {\"id\":\"chatcmpl-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,")
              .append("\"completion_tokens\":5}}\n\n")
              .append("data: [DONE]\n\n")
              .toString();
        };
  }

  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
