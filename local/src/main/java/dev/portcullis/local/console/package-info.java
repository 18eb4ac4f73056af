/**
 * A page for the operator of a laptop gateway: recent calls, the log's health, and any record with
 * its proof checked in the browser. Loopback only, behind a one-time token.
 */
@NullMarked
package dev.portcullis.local.console;

import org.jspecify.annotations.NullMarked;
