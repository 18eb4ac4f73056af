/**
 * Evaluates Cedar policies in plain Java: parser with positions, values, expressions.
 *
 * <p>Language: Cedar 4 static policies with annotations, all operators, and the extension types
 * decimal, ipaddr, datetime and duration. Templates are refused. An error in a policy is reported,
 * never skipped; what it means is decided by the caller.
 */
@NullMarked
package dev.portcullis.authorization.engine;

import org.jspecify.annotations.NullMarked;
