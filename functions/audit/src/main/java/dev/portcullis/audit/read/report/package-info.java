/** What a person wants to know of a log at a glance, each figure with the records behind it. */
@NullMarked
package dev.portcullis.audit.read.report;

import org.jspecify.annotations.NullMarked;
