/**
 * The three calls that the authorizer makes, without the AWS SDK: JSON over HTTPS, signed by
 * Signature Version 4.
 *
 * <p>It stands in front of every request, so its cold start is every caller's wait. The SDK costs
 * it more than all its own work, the JDK's HTTP client some more of it (measured in {@code
 * docs/performance/aws.md}), and with the SDK its package would be four times as large.
 */
@NullMarked
package dev.portcullis.aws.signed;

import org.jspecify.annotations.NullMarked;
