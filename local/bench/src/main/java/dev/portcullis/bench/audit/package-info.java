/** What the audit log costs, as ratios to plain SHA-256 over the same bytes in the same run. */
@NullMarked
package dev.portcullis.bench.audit;

import org.jspecify.annotations.NullMarked;
