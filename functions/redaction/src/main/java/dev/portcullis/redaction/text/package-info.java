/** Text as the detectors see it: folded, unescaped, and with a map back to the original offsets. */
@NullMarked
package dev.portcullis.redaction.text;

import org.jspecify.annotations.NullMarked;
