/** The providers whose keys are managed over HTTPS, each as its public reference describes it. */
@NullMarked
package dev.portcullis.rotation.provider.http;

import org.jspecify.annotations.NullMarked;
