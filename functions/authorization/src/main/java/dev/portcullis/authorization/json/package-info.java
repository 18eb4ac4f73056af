/**
 * JSON read strictly: no duplicate names, no depth or size without a bound, nothing after the end.
 */
@NullMarked
package dev.portcullis.authorization.json;

import org.jspecify.annotations.NullMarked;
