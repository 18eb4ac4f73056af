/** How the packages of the functions are packed; the build runs it, and its tests judge it. */
@NullMarked
package dev.portcullis.aws.packages;

import org.jspecify.annotations.NullMarked;
