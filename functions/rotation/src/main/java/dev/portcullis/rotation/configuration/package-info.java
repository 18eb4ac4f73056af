/** Reads which credentials are rotated and how, from the members of a file of any format. */
@NullMarked
package dev.portcullis.rotation.configuration;

import org.jspecify.annotations.NullMarked;
