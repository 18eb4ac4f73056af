/**
 * The write path of the audit log: intake objects that many writers create, and the chain of
 * commits that puts them in one order.
 *
 * <p>Every step that decides anything is one create-only put. Nothing here is a lock, and any
 * number of instances may run anything here at once.
 */
@NullMarked
package dev.portcullis.audit.log;

import org.jspecify.annotations.NullMarked;
