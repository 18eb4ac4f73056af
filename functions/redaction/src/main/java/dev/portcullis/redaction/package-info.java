/** Personal data and secrets out of text and back again. */
@NullMarked
package dev.portcullis.redaction;

import org.jspecify.annotations.NullMarked;
