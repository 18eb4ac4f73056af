/**
 * One governed call's redaction: values become placeholders on the way out and come back in the
 * reply, in one pass that also removes what the model brought itself.
 */
@NullMarked
package dev.portcullis.redaction.session;

import org.jspecify.annotations.NullMarked;
