/** The {@code portcullis redact} and {@code portcullis detectors} commands. */
@NullMarked
package dev.portcullis.local.redaction;

import org.jspecify.annotations.NullMarked;
