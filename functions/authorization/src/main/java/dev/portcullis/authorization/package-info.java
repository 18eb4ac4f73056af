/** Who may do what: API keys, tokens and Cedar policies. */
@NullMarked
package dev.portcullis.authorization;

import org.jspecify.annotations.NullMarked;
