/** Functions of ours behind AWS Lambda. */
@NullMarked
package dev.portcullis.aws.lambda;

import org.jspecify.annotations.NullMarked;
