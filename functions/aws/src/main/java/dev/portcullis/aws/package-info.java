/**
 * The functions on AWS Lambda: one handler a function, the adapters of the services they use, and
 * the one wiring that puts them together.
 *
 * <p>A handler decodes its event, calls the core and encodes the answer; everything that another
 * cloud would do as well lives above the ports. What each handler is wired to, and may call, is in
 * {@code infra/aws/functions.md}.
 */
@NullMarked
package dev.portcullis.aws;

import org.jspecify.annotations.NullMarked;
