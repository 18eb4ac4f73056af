package dev.portcullis.local.laptop;

/** The version that the command shows and that every record of this provider carries. */
public final class Version {
  /** The root pom's version, without a mark for work in progress; a test compares the two. */
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
