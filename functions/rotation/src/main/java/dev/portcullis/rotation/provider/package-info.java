/**
 * What a provider of credentials can do, one small interface for each way of replacing a key, and
 * the providers whose keys are made here.
 */
@NullMarked
package dev.portcullis.rotation.provider;

import org.jspecify.annotations.NullMarked;
