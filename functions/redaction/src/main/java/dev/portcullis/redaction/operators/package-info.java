/** What takes the place of a value: labels, masks, keyed tokens, surrogates, and the way back. */
@NullMarked
package dev.portcullis.redaction.operators;

import org.jspecify.annotations.NullMarked;
