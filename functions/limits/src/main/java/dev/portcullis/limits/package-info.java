/** Requests, tokens and spend: reserved before a call, settled after. */
@NullMarked
package dev.portcullis.limits;

import org.jspecify.annotations.NullMarked;
