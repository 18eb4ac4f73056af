package dev.portcullis.local.config;

import dev.portcullis.alerts.Thresholds;
import dev.portcullis.audit.record.NetworkOrigin;
import dev.portcullis.inference.Settings;
import dev.portcullis.redaction.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a deployment on a laptop can choose; immutable, and complete once it was read.
 *
 * <p>It holds no secret: a credential is named here and lies in the secret store.
 *
 * @param deployment the deployment's name in every record
 * @param data the data directory, absolute
 * @param gateway where the gateway listens
 * @param upstream the model server
 * @param policies who may do what
 * @param redaction what is found and replaced
 * @param audit how the log is kept
 * @param alerts when a person is told
 */
public record Configuration(
    String deployment,
    Path data,
    Gateway gateway,
    Upstream upstream,
    Policies policies,
    Redaction redaction,
    Audit audit,
    Thresholds alerts) {
  public Configuration {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(upstream, "upstream");
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(redaction, "redaction");
    Objects.requireNonNull(audit, "audit");
    Objects.requireNonNull(alerts, "alerts");
  }

  /**
   * Where the gateway listens.
   *
   * @param host an address or name of this machine
   * @param port 0 for any free one
   * @param settings limits and time-outs of a governed call
   */
  public record Gateway(String host, int port, Settings settings) {
    public Gateway {
      Objects.requireNonNull(host, "host");
      Objects.requireNonNull(settings, "settings");
    }
  }

  /**
   * The model server.
   *
   * @param url its base address, such as {@code http://127.0.0.1:11434/v1}; empty for the stand-in
   *     model
   * @param credential the name of the secret that is sent to it; empty for none
   * @param longestCall how long a call may last before its reserved budget counts as used
   */
  public record Upstream(Optional<URI> url, Optional<String> credential, Duration longestCall) {
    public Upstream {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(credential, "credential");
      Objects.requireNonNull(longestCall, "longestCall");
    }
  }

  /**
   * Who may do what.
   *
   * @param directory the Cedar policies, their schema and the model catalogue
   * @param reloadEvery how often the directory is looked at for changes
   * @param limits the limits' file; empty for no limit
   * @param prices the prices' file; empty for the shipped ones
   * @param issuers the trusted issuers' file; empty if no tokens are accepted
   */
  public record Policies(
      Path directory,
      Duration reloadEvery,
      Optional<Path> limits,
      Optional<Path> prices,
      Optional<Path> issuers) {
    public Policies {
      Objects.requireNonNull(directory, "directory");
      Objects.requireNonNull(reloadEvery, "reloadEvery");
      Objects.requireNonNull(limits, "limits");
      Objects.requireNonNull(prices, "prices");
      Objects.requireNonNull(issuers, "issuers");
    }
  }

  /**
   * What is found and replaced. The types that are kept are in {@link Settings#typesKept}.
   *
   * @param profile which detectors run
   * @param detectors a directory with further {@code *.detectors} files
   */
  public record Redaction(Profile profile, Optional<Path> detectors) {
    public Redaction {
      Objects.requireNonNull(profile, "profile");
      Objects.requireNonNull(detectors, "detectors");
    }
  }

  /**
   * How the log is kept.
   *
   * @param retention how long no object may be removed
   * @param sequenceEvery how often sealed records are put in order and signed
   * @param sealEvery how often hours that are over are sealed
   * @param origin how much of a caller's address is kept
   * @param witnesses the C2SP policy file of the witnesses to ask; empty to ask none
   */
  public record Audit(
      Duration retention,
      Duration sequenceEvery,
      Duration sealEvery,
      NetworkOrigin.Detail origin,
      Optional<Path> witnesses) {
    public Audit {
      Objects.requireNonNull(retention, "retention");
      Objects.requireNonNull(sequenceEvery, "sequenceEvery");
      Objects.requireNonNull(sealEvery, "sealEvery");
      Objects.requireNonNull(origin, "origin");
      Objects.requireNonNull(witnesses, "witnesses");
    }
  }
}
