/**
 * Write-once storage and publication on Amazon S3.
 *
 * <p>S3 protects versions and not keys, so everything here reads the oldest version of a key and
 * shows the others to whoever verifies.
 */
@NullMarked
package dev.portcullis.aws.s3;

import org.jspecify.annotations.NullMarked;
