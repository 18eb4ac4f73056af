/** What in the record stream needs a person, as records and as metrics. */
@NullMarked
package dev.portcullis.alerts;

import org.jspecify.annotations.NullMarked;
