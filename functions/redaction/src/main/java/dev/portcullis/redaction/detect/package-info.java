/** Declared detectors, compiled, and the one pass that runs them. */
@NullMarked
package dev.portcullis.redaction.detect;

import org.jspecify.annotations.NullMarked;
