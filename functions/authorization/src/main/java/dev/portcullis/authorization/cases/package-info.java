/** Test cases that a policy owner writes beside the policies, and what they mean. */
@NullMarked
package dev.portcullis.authorization.cases;

import org.jspecify.annotations.NullMarked;
