/** The laptop as a provider: files, the command, the gateway. */
@NullMarked
package dev.portcullis.local;

import org.jspecify.annotations.NullMarked;
