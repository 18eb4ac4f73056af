/** The {@code portcullis} command: one small class for each sub-command. */
@NullMarked
package dev.portcullis.local.command;

import org.jspecify.annotations.NullMarked;
