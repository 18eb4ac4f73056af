/**
 * Contracts and checks that run against an emulator, which {@code .ci/checks/50-aws-emulators.sh}
 * starts; the environment says where it is, as for a function. No build runs them by itself.
 */
@NullMarked
package dev.portcullis.aws.emulators;

import org.jspecify.annotations.NullMarked;
