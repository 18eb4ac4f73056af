/**
 * What the log says about a call: OCSF events in canonical JSON that hold counts, digests,
 * identifiers and decisions, and never a prompt, a reply, a personal value or a credential.
 */
@NullMarked
package dev.portcullis.audit.record;

import org.jspecify.annotations.NullMarked;
