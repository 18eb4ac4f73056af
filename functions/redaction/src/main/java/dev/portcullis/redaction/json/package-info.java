/**
 * JSON read and rewritten in one linear pass without recursion: string values and numbers change,
 * every other byte stays as it was.
 */
@NullMarked
package dev.portcullis.redaction.json;

import org.jspecify.annotations.NullMarked;
