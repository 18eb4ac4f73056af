/**
 * What a model answered, examined before any of it goes on: whole answers and event streams, in the
 * forms of the OpenAI API.
 */
@NullMarked
package dev.portcullis.inference.reply;

import org.jspecify.annotations.NullMarked;
