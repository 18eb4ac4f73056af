/** What redaction costs beside other engines, in one process and with the same texts. */
@NullMarked
package dev.portcullis.bench.redaction;

import org.jspecify.annotations.NullMarked;
