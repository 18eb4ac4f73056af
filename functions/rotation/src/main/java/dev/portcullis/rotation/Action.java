package dev.portcullis.rotation;

import java.time.Instant;
import java.util.Objects;

/**
 * One thing that is done to a credential, or that would be.
 *
 * @param kind what is done
 * @param object to what: a key's id at its provider, a label, a version's name; never a value
 * @param when when it is done; for a plan, not before then
 */
public record Action(Kind kind, String object, Instant when) {

  /** What is done. */
  public enum Kind {
    /** A key is made at the provider. */
    CREATE_KEY,
    /** A key in a slot is made anew, and the one in it stops working. */
    REGENERATE_SLOT,
    /** A person is asked for a key. */
    ASK_PERSON,
    /** A person is reminded. */
    REMIND_PERSON,
    /** A version is stored, not current. */
    STORE_VERSION,
    /** A version becomes what readers get. */
    PROMOTE_VERSION,
    /** A federated exchange is tried. */
    TRY_EXCHANGE,
    /** A replaced key is stopped and its version destroyed. */
    STOP_KEY,
    /** A key that nobody claims is deleted. */
    DELETE_ORPHAN,
    /** A rotation that stands still is taken up again. */
    RESUME,
    /** A rotation is given up and what it made removed. */
    GIVE_UP,
    /** What somebody else put into the current slot is stored and made current. */
    REPAIR
  }

  public Action {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(when, "when");
  }
}
