/** Alerts to an Amazon EventBridge bus. */
@NullMarked
package dev.portcullis.aws.eventbridge;

import org.jspecify.annotations.NullMarked;
