/** Metrics for Amazon CloudWatch. */
@NullMarked
package dev.portcullis.aws.cloudwatch;

import org.jspecify.annotations.NullMarked;
