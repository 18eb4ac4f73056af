/** The {@code portcullis secrets} command: credentials of others, such as a model server's. */
@NullMarked
package dev.portcullis.local.secrets;

import org.jspecify.annotations.NullMarked;
