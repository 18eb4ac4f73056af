package dev.portcullis.aws.s3;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.util.regex.Pattern;

/**
 * A bucket and the account that must own it, sent with every request: a bucket that was deleted and
 * made again by a stranger under the same name is refused by S3 with 403.
 *
 * @param name a bucket's name; an alias or an ARN is INVALID
 * @param account twelve digits
 */
public record Bucket(String name, String account) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  /** Refuses what is no bucket's name or no account. */
  public Bucket {
    if (!NAME.matcher(name).matches()) {
      throw new PortException(Code.INVALID, "not the name of a bucket");
    }
    if (!ACCOUNT.matcher(account).matches()) {
      throw new PortException(Code.INVALID, "not an account's number");
    }
  }
}
