package dev.portcullis.authorization.tokens;

import java.io.IOException;
import java.net.URI;

/**
 * Gets an issuer's published keys over HTTPS.
 *
 * <p>An implementation bounds connection and answer to a few seconds and 100,000 characters, checks
 * the server's certificate, and follows no redirect to another host. Not retried here.
 */
@FunctionalInterface
public interface JwksFetcher {

  /** The JSON Web Key Set's text; {@link IOException} if it did not come with status 200. */
  String fetch(URI location) throws IOException;
}
