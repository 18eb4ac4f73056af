/** Any server that speaks OpenAI's API, called from AWS with a credential that is rotated. */
@NullMarked
package dev.portcullis.aws.openai;

import org.jspecify.annotations.NullMarked;
