/** Every adapter of AWS's JSON services when the network or the service fails. */
@NullMarked
package dev.portcullis.aws.faults;

import org.jspecify.annotations.NullMarked;
