package dev.portcullis.aws.signed;

import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a service is and how it speaks.
 *
 * @param service its name in addresses and signatures
 * @param target what stands before an operation's name
 * @param version of the JSON protocol, {@code 1.0} or {@code 1.1}
 * @param region the function's own
 * @param url its address
 * @param clock the time of signatures
 */
record Endpoint(
    String service, String target, String version, String region, URI url, InstantSource clock) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** The one of a region, or the one that {@code AWS_ENDPOINT_URL} names, as the SDKs have it. */
  static Endpoint of(
      String service,
      String target,
      String version,
      Map<String, String> environment,
      InstantSource clock) {
    String region = environment.getOrDefault("AWS_REGION", "");
    String domain = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    String known = "https://" + service + "." + region + domain;
    String named = environment.getOrDefault("AWS_ENDPOINT_URL", known);
    String own = "AWS_ENDPOINT_URL_" + names(service).toUpperCase(Locale.ROOT);
    String address = environment.getOrDefault(own, named);
    while (address.endsWith("/")) {
      address = address.substring(0, address.length() - 1);
    }
    URI url = URI.create(address + "/");
    boolean clear = "http".equals(url.getScheme());
    if (url.getHost() == null || (clear && !THIS_MACHINE.contains(url.getHost()))) {
      // A mistyped variable must not send a signed request in the clear.
      throw new IllegalArgumentException("AWS_ENDPOINT_URL is neither HTTPS nor on this machine");
    }
    return new Endpoint(service, target, version, region, url, clock);
  }

  private static String names(String service) {
    return service.equals("secretsmanager") ? "secrets_manager" : service;
  }
}
