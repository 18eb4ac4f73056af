/**
 * Runs handlers as Lambda does: in a Java process of their own, under Lambda's real runtime client.
 */
@NullMarked
package dev.portcullis.aws.runtime;

import org.jspecify.annotations.NullMarked;
