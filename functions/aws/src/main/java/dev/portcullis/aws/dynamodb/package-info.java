/** The record store in Amazon DynamoDB. */
@NullMarked
package dev.portcullis.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
