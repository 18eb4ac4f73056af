/** How whoever uses a rotated credential reads it. */
@NullMarked
package dev.portcullis.rotation.consumer;

import org.jspecify.annotations.NullMarked;
