/**
 * Witnesses (C2SP tlog-witness): somebody else's signature that a log only ever grew, and the
 * client that asks for it.
 */
@NullMarked
package dev.portcullis.audit.witness;

import org.jspecify.annotations.NullMarked;
