/** Keys in AWS Key Management Service: signing, and wrapping of small keys. */
@NullMarked
package dev.portcullis.aws.kms;

import org.jspecify.annotations.NullMarked;
