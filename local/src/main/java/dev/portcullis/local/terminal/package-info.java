/** How every command speaks: its options for the data directory, its errors, its plain text. */
@NullMarked
package dev.portcullis.local.terminal;

import org.jspecify.annotations.NullMarked;
