package dev.portcullis.audit.record;

import dev.portcullis.ports.KeyWrapping.Wrapped;
import dev.portcullis.ports.PortException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A subject's wrapped key as it lies in the record store: one line of four words. */
record SubjectRecord(String keyId, Wrapped wrapped) {
  private static final Pattern LINE =
      Pattern.compile("portcullis-subject-1 (s-[0-9a-f]{16}) (\\S{1,256}) ([A-Za-z0-9_-]{1,8192})");

  static String keyId(byte[] random) {
    return "s-" + HexFormat.of().formatHex(random);
  }

  byte[] encode() {
    String line =
        "portcullis-subject-1 "
            + keyId
            + " "
            + wrapped.keyId()
            + " "
            + Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped.bytes());
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  /** The record; CORRUPT if the bytes are not one. */
  static SubjectRecord decode(byte[] body) {
    Matcher matcher = LINE.matcher(new String(body, StandardCharsets.US_ASCII));
    if (!matcher.matches()) {
      throw new PortException(PortException.Code.CORRUPT, "a subject key record");
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(matcher.group(3));
      return new SubjectRecord(matcher.group(1), new Wrapped(matcher.group(2), bytes));
    } catch (IllegalArgumentException e) {
      throw new PortException(PortException.Code.CORRUPT, "a subject key record");
    }
  }
}
