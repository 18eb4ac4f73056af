/** The governed call, composed of the other functions. */
@NullMarked
package dev.portcullis.inference;

import org.jspecify.annotations.NullMarked;
