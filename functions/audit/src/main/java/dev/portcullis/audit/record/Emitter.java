package dev.portcullis.audit.record;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which function wrote a record, where it runs, and which of its lives it was.
 *
 * <p>All of it is configuration; a part that is not 1 to 64 characters of {@code [A-Za-z0-9._:/-]}
 * is an {@link IllegalArgumentException} at start-up.
 *
 * @param source the deployment's name, part of every event id
 * @param function the function's name
 * @param version the function's version
 * @param provider {@code aws}, {@code azure}, {@code gcp} or {@code local}
 * @param account the cloud account, subscription or project
 * @param region the cloud region
 * @param writerEpoch a new random value in each process, so that (epoch, sequence) never repeats
 */
public record Emitter(
    String source,
    String function,
    String version,
    String provider,
    String account,
    String region,
    String writerEpoch) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

  public Emitter {
    for (String name : List.of(source, function, version, provider, account, region, writerEpoch)) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "not a deployment's name: " + name.length() + " characters");
      }
    }
  }
}
