package dev.portcullis.aws;

import dev.portcullis.ports.Model;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * A model whose failures are told besides being answered: one that refuses, one that cannot be
 * reached, and one whose answer breaks off.
 */
final class ToldModel implements Model {
  private final Model model;
  private final String backend;
  private final Consumer<PortException> told;

  /**
   * Tells of another.
   *
   * @param backend its name for whoever reads the lines
   * @param told is given the operation and the kind of each failure, and nothing of the call
   */
  ToldModel(Model model, String backend, Consumer<PortException> told) {
    this.model = model;
    this.backend = backend;
    this.told = told;
  }

  @Override
  public Reply send(Call call) {
    String what = backend + " " + call.operation();
    try {
      Reply reply = model.send(call);
      if (reply.status() >= 400) {
        told.accept(new PortException(kind(reply.status()), what + ": status " + reply.status()));
      }
      Told body = new Told(reply.body(), what);
      return new Reply(reply.status(), reply.contentType(), body, reply.credential());
    } catch (PortException failed) {
      told.accept(new PortException(failed.code(), what + ": " + failed.getMessage()));
      throw failed;
    }
  }

  private static Code kind(int status) {
    return switch (status) {
      case 401, 403 -> Code.DENIED;
      case 404 -> Code.MISSING;
      case 408, 504 -> Code.TIMEOUT;
      case 429 -> Code.THROTTLED;
      default -> status >= 500 ? Code.UNAVAILABLE : Code.INVALID;
    };
  }

  private final class Told extends FilterInputStream {
    private final String what;

    Told(InputStream body, String what) {
      super(body);
      this.what = what;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return in.read(into, offset, length);
      } catch (IOException broken) {
        told.accept(new PortException(Code.UNAVAILABLE, what + ": the answer broke off"));
        throw broken;
      }
    }
  }
}
