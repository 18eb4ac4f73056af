/** Benchmarks; their figures are in docs/performance.md. */
@NullMarked
package dev.portcullis.bench;

import org.jspecify.annotations.NullMarked;
