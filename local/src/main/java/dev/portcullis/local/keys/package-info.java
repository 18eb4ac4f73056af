/** The {@code keys} commands: who may call, by API key. */
@NullMarked
package dev.portcullis.local.keys;

import org.jspecify.annotations.NullMarked;
