/** Messages to Amazon SQS. */
@NullMarked
package dev.portcullis.aws.sqs;

import org.jspecify.annotations.NullMarked;
