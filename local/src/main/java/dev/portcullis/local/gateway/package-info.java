/** The gateway on a laptop: HTTP on one side, the governed call on the other. */
@NullMarked
package dev.portcullis.local.gateway;

import org.jspecify.annotations.NullMarked;
