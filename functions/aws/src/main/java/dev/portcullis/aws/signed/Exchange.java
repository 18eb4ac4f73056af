package dev.portcullis.aws.signed;

import java.io.IOException;

/** One host, asked one request at a time. */
interface Exchange {
  /**
   * The whole answer to a request.
   *
   * @param request as {@link HttpRequest} writes it
   * @throws java.net.SocketTimeoutException if it is late
   * @throws IOException if there is none
   */
  HttpReader.Answer exchange(byte[] request) throws IOException;
}
