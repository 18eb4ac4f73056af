/** What the governed call costs beside the model. */
@NullMarked
package dev.portcullis.bench.call;

import org.jspecify.annotations.NullMarked;
