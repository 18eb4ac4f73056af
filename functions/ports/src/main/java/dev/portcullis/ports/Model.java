package dev.portcullis.ports;

import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends one request to a language model and gives back its reply as it arrives.
 *
 * <p>The wire form is OpenAI's, in and out: an adapter for a model with another protocol
 * translates. The request is sent at most once: nothing is retried, because a model call costs
 * money and may act; only where the model refused a stored credential, and so did nothing, it is
 * sent once more with a newer one. Connection and first-byte waiting are bounded by {@link
 * Call#timeout}; so is each wait for more bytes. Failures to get any reply are {@link
 * PortException}: UNAVAILABLE, TIMEOUT, or DENIED where the model refused our credential. A reply
 * with any HTTP status is a {@link Reply}, not an exception. Only the headers an adapter sets
 * itself go out; the caller's credential is not known here. Safe for concurrent use.
 */
public interface Model {

  /** Which of the model's operations is called. */
  enum Operation {
    CHAT_COMPLETIONS,
    RESPONSES,
    EMBEDDINGS
  }

  /**
   * One request.
   *
   * @param operation which operation
   * @param model the model's name as the policy approved it
   * @param body the request in OpenAI's JSON for the operation, already redacted
   * @param stream true if an event stream was asked for
   * @param requestId our id of the call, for the model's own logs
   * @param timeout the longest wait for the first byte, and for each further one
   */
  record Call(
      Operation operation,
      String model,
      byte[] body,
      boolean stream,
      String requestId,
      Duration timeout) {
    public Call {
      Objects.requireNonNull(operation, "operation");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(requestId, "requestId");
      Objects.requireNonNull(timeout, "timeout");
    }
  }

  /**
   * Which version of a stored credential a reply was got with, for the record of the call.
   *
   * @param version the version's name in the secret store; no secret
   * @param renewed true if the model had refused an older version first
   */
  record Credential(String version, boolean renewed) {
    public Credential {
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * What came back. The caller closes it in every case; closing before the end cancels the call.
   *
   * @param status the HTTP status
   * @param contentType the media type, lower case, without parameters; empty if none was sent
   * @param body the bytes as they arrive; a read that fails or waits longer than the time-out
   *     throws an {@link java.io.IOException}
   * @param credential what it was got with; empty where the adapter sends no stored credential
   */
  record Reply(int status, String contentType, InputStream body, Optional<Credential> credential)
      implements AutoCloseable {
    public Reply {
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(credential, "credential");
    }

    /** A reply that no stored credential was needed for. */
    public Reply(int status, String contentType, InputStream body) {
      this(status, contentType, body, Optional.empty());
    }

    @Override
    public void close() throws java.io.IOException {
      body.close();
    }
  }

  /** Sends the request; returns when the reply's head has arrived. */
  Reply send(Call call);
}
