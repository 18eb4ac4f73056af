/**
 * Models on a laptop: any server that speaks OpenAI's API, and a stand-in that needs no download.
 */
@NullMarked
package dev.portcullis.local.model;

import org.jspecify.annotations.NullMarked;
