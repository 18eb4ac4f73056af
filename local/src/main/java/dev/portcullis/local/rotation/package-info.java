/** The commands under {@code portcullis rotate}, their configuration file, and the scheduler. */
@NullMarked
package dev.portcullis.local.rotation;

import org.jspecify.annotations.NullMarked;
