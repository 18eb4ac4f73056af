/**
 * The one file that configures a laptop: every key has a default that works, and what the file says
 * wrongly is an error that names file, line and remedy.
 */
@NullMarked
package dev.portcullis.local.config;

import org.jspecify.annotations.NullMarked;
