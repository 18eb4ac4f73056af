/** Models on SageMaker endpoints that speak OpenAI's form themselves. */
@NullMarked
package dev.portcullis.aws.sagemaker;

import org.jspecify.annotations.NullMarked;
