/** Amazon Bedrock's models behind OpenAI's wire form: Converse, ConverseStream and InvokeModel. */
@NullMarked
package dev.portcullis.aws.bedrock;

import org.jspecify.annotations.NullMarked;
