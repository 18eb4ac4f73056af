/**
 * API keys: made once, shown once, kept only as a keyed hash, rotated under one id.
 *
 * <p>A key reads {@code pck_<environment>_<12 id>_<43 secret><6 checksum>}; the environment is 1 to
 * 16 of {@code [a-z0-9]}, the rest base 62. The secret is 256 random bits. The checksum is the
 * CRC-32 of all before it, so that a typing error costs no store access and secret scanners can be
 * sure.
 */
@NullMarked
package dev.portcullis.authorization.keys;

import org.jspecify.annotations.NullMarked;
