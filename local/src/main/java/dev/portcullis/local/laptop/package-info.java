/**
 * The laptop's one wiring: opens the data directory and builds the governed call and all that the
 * commands need from what is in it. What is expensive is built at its first use, so that a short
 * command stays short.
 */
@NullMarked
package dev.portcullis.local.laptop;

import org.jspecify.annotations.NullMarked;
