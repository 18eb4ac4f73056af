/**
 * The small linear pattern language of the detectors and the automata it compiles to.
 *
 * <p>A pattern is a regular expression without look-around, back-references or laziness, so that a
 * table of states decides it in one step a character. The syntax is in the README of the detectors.
 */
@NullMarked
package dev.portcullis.redaction.pattern;

import org.jspecify.annotations.NullMarked;
