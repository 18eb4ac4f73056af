package dev.portcullis.local.gateway;

import java.util.Map;

/**
 * The limits of the JDK's HTTP server, which reads them once a process, from system properties: set
 * them before the first server starts. An operator's own values win.
 */
final class ServerLimits {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxReqTime", "120",
          "sun.net.httpserver.maxRspTime", "2400",
          "sun.net.httpserver.maxReqHeaders", "100");

  private ServerLimits() {}

  static void apply() {
    DEFAULTS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
  }
}
