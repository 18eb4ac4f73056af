/** What is durably known of each credential's rotation, and who may act on it now. */
@NullMarked
package dev.portcullis.rotation.journal;

import org.jspecify.annotations.NullMarked;
