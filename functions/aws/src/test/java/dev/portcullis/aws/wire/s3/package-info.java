/** Amazon S3 over its REST protocol, as far as a write-once log needs it, and no more lenient. */
package dev.portcullis.aws.wire.s3;
