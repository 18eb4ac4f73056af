/**
 * Reading the log: finding records, exporting them, reporting on them. It trusts nothing it reads;
 * whether the log is whole is the verifier's question.
 */
@NullMarked
package dev.portcullis.audit.read;

import org.jspecify.annotations.NullMarked;
