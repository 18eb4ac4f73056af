/** Checksums and rules that confirm or refuse what a pattern matched. */
@NullMarked
package dev.portcullis.redaction.validate;

import org.jspecify.annotations.NullMarked;
