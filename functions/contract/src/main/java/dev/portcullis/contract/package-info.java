/** One suite per port; every adapter passes it. */
@NullMarked
package dev.portcullis.contract;

import org.jspecify.annotations.NullMarked;
