/**
 * The small interfaces a cloud implements, the one error type they throw, and the types that carry
 * secrets.
 *
 * <p>Nothing here depends on anything but the JDK. Behaviour that every cloud shares lives above
 * these interfaces, once; what a cloud must do is in their Javadoc, sentence by sentence, and the
 * suites of {@code functions/contract} test exactly those sentences.
 */
@NullMarked
package dev.portcullis.ports;

import org.jspecify.annotations.NullMarked;
