/** What a decision costs here, in cedar-java and in CEL: the same policies, the same requests. */
@NullMarked
package dev.portcullis.bench.authorization;

import org.jspecify.annotations.NullMarked;
