/**
 * The ports on a laptop: files that are durable when a call returns, create-only where the port
 * says so, readable by their owner only, and whole after a kill at any moment.
 */
@NullMarked
package dev.portcullis.local.store;

import org.jspecify.annotations.NullMarked;
