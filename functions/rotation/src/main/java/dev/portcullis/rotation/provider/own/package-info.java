/** Credentials of this project itself: API keys, the pepper, redaction keys and signing keys. */
@NullMarked
package dev.portcullis.rotation.provider.own;

import org.jspecify.annotations.NullMarked;
