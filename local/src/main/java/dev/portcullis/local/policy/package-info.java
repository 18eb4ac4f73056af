/**
 * Checks policies before they are put in force: Cedar's own validator, house rules, the cases
 * beside the policies, and what no case exercises.
 */
@NullMarked
package dev.portcullis.local.policy;

import org.jspecify.annotations.NullMarked;
