package dev.portcullis.inference;

import dev.portcullis.authorization.RequestHead;
import java.io.IOException;
import java.util.Objects;

/**
 * One request as a platform received it; its body is not read before the caller may use the route.
 *
 * @param head method, path and headers
 * @param query the raw query string without its question mark, empty if there is none
 * @param body reads the body, once
 */
public record Inbound(RequestHead head, String query, Body body) {
  public Inbound {
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(body, "body");
  }

  /** The body of a request that was not read yet. */
  @FunctionalInterface
  public interface Body {

    /**
     * The whole body, or its first {@code most} bytes if it is longer; called at most once.
     *
     * @param most the most bytes to read, 1 or more
     * @throws IOException if the caller went away before the end
     */
    byte[] read(int most) throws IOException;
  }
}
