/**
 * The transparency log's formats: RFC 6962 trees, C2SP tiles, signed notes, checkpoints and proofs.
 *
 * <p>Nothing here stores or fetches anything. What is read is checked strictly: what is not exactly
 * in its format is CORRUPT.
 */
@NullMarked
package dev.portcullis.audit.tlog;

import org.jspecify.annotations.NullMarked;
