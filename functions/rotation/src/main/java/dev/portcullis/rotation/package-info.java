/**
 * Replaces credentials without an outage and without leaving a live key behind, whatever crashes.
 *
 * <p>A rotation is four steps under one token: create, set, test, finish. Each step is journalled
 * before and after what it does elsewhere, so that it can be delivered again at any time. Old keys
 * are retired by a separate reconciler, never by a step, because after the last step nothing would
 * come back to do it. How a key is replaced follows from what its provider can do.
 */
@NullMarked
package dev.portcullis.rotation;

import org.jspecify.annotations.NullMarked;
