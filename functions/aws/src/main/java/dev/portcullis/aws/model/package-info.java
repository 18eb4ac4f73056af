/**
 * What the model adapters on AWS share: one request that is never repeated, its signature, the
 * frames of an event stream, and errors in OpenAI's shape.
 */
@NullMarked
package dev.portcullis.aws.model;

import org.jspecify.annotations.NullMarked;
