/**
 * Checks a whole log without trusting whoever keeps it: every byte against its hash, every hash
 * against a signed head, and every intake object against the commits.
 */
@NullMarked
package dev.portcullis.audit.verify;

import org.jspecify.annotations.NullMarked;
