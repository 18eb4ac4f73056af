/** Secrets and their versions in AWS Secrets Manager, read and written. */
@NullMarked
package dev.portcullis.aws.secretsmanager;

import org.jspecify.annotations.NullMarked;
