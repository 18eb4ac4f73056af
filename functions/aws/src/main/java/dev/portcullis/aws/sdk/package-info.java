/** How the AWS SDK is used: how its clients are built, and what its failures mean to a port. */
@NullMarked
package dev.portcullis.aws.sdk;

import org.jspecify.annotations.NullMarked;
