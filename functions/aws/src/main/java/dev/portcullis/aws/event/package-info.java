/**
 * What services send to functions and what they expect back, read and written strictly: a name
 * twice, a wrong type or a missing part is an error that says where, never a default.
 */
@NullMarked
package dev.portcullis.aws.event;

import org.jspecify.annotations.NullMarked;
