/** The {@code config} commands: a first file, what is in force, and what is wrong with it. */
@NullMarked
package dev.portcullis.local.setup;

import org.jspecify.annotations.NullMarked;
