/** A witness that anybody can run: it cosigns the heads of others' logs and keeps what forks. */
@NullMarked
package dev.portcullis.local.witness;

import org.jspecify.annotations.NullMarked;
