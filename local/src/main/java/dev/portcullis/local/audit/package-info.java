/** The commands under {@code portcullis audit} that read the log, and the one that erases. */
@NullMarked
package dev.portcullis.local.audit;

import org.jspecify.annotations.NullMarked;
