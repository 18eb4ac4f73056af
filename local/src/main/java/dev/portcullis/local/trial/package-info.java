/** {@code portcullis try}: one governed call of each kind, shown from all sides and checked. */
@NullMarked
package dev.portcullis.local.trial;

import org.jspecify.annotations.NullMarked;
