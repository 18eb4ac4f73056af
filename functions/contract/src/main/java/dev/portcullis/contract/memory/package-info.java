/**
 * Ports kept in memory, for tests: as strict as the providers they stand for, and open to the
 * attacks that those providers leave open.
 */
@NullMarked
package dev.portcullis.contract.memory;

import org.jspecify.annotations.NullMarked;
