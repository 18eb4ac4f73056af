/**
 * Requests, tokens and spend: reserved before a call, settled after it, so that concurrent callers
 * cannot overspend a budget together.
 */
@NullMarked
package dev.portcullis.limits;

import org.jspecify.annotations.NullMarked;
