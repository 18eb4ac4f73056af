/**
 * Signed tokens (JWT) of configured issuers: every rule is ours, and only the signature's
 * arithmetic is a library's, because libraries left to their defaults accept mis-shaped tokens.
 */
@NullMarked
package dev.portcullis.authorization.tokens;

import org.jspecify.annotations.NullMarked;
