package dev.portcullis.authorization.tokens;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.GatewayCaller;
import dev.portcullis.authorization.GatewayCallers;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps AWS IAM callers, whose signature API Gateway checked, to principals: an exact role or user,
 * never a pattern.
 *
 * <p>The session of an assumed role is the role: sessions come and go, and their names are chosen
 * by whoever assumes it.
 */
public final class IamCallers implements GatewayCallers {
  /** The {@link GatewayCaller#issuer()} of these callers. */
  public static final String ISSUER = "aws-iam";

  private static final Pattern SESSION =
      Pattern.compile("arn:(aws[a-z-]*):sts::([0-9]{12}):assumed-role/([\\w+=,.@-]+)/[\\w+=,.@-]+");
  private static final Pattern IDENTITY =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[\\w+=,.@/-]+");

  /**
   * What one role or user is here.
   *
   * @param arn the IAM role's or user's ARN; for a role without its path, as sessions name it
   * @param tenant whose data and budget
   * @param roles roles here, at least one
   */
  public record Rule(String arn, String tenant, List<String> roles) {
    /** Checks the ARN, so that a mistyped rule is found at the start. */
    public Rule {
      if (!IDENTITY.matcher(arn).matches() || roles.isEmpty() || tenant.isBlank()) {
        throw new IllegalArgumentException("an IAM rule needs an ARN, a tenant and roles: " + arn);
      }
      roles = List.copyOf(roles);
    }
  }

  private final Map<String, Rule> rules = new HashMap<>();

  /** A mapping by these rules; each ARN once. */
  public IamCallers(List<Rule> rules) {
    for (Rule rule : rules) {
      if (this.rules.put(rule.arn(), rule) != null) {
        throw new IllegalArgumentException("two rules for " + rule.arn());
      }
    }
  }

  @Override
  public Authentication authenticate(GatewayCaller caller) {
    Optional<Rule> rule =
        caller.issuer().equals(ISSUER)
            ? Optional.ofNullable(rules.get(identity(caller.subject())))
            : Optional.empty();
    return rule.<Authentication>map(
            known ->
                new Authentication.Authenticated(
                    new Principal(
                        "Workload",
                        ISSUER + ":" + known.arn(),
                        known.tenant(),
                        known.roles(),
                        Map.of(),
                        ISSUER)))
        .orElseGet(() -> Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED));
  }

  private static String identity(String arn) {
    Matcher session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
        : arn;
  }
}
