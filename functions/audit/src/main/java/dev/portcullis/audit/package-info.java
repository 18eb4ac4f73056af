/** The tamper-evident log and its offline verifier. */
@NullMarked
package dev.portcullis.audit;

import org.jspecify.annotations.NullMarked;
