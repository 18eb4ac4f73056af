package dev.portcullis.authorization.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.portcullis.authorization.Authentication;
import dev.portcullis.authorization.GatewayCaller;
import dev.portcullis.authorization.Principal;
import dev.portcullis.authorization.RejectionCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IamCallersTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/app";
  private final IamCallers callers =
      new IamCallers(List.of(new IamCallers.Rule(ROLE, "acme", List.of("developer"))));

  private Authentication caller(String issuer, String arn) {
    return callers.authenticate(new GatewayCaller(issuer, arn, Map.of()));
  }

  @Test
  void everySessionOfARoleIsTheRole() {
    for (String arn :
        List.of(
            ROLE,
            "arn:aws:sts::123456789012:assumed-role/app/i-1",
            "arn:aws:sts::123456789012:assumed-role/app/other")) {
      Principal app =
          assertInstanceOf(Authentication.Authenticated.class, caller("aws-iam", arn)).principal();
      assertEquals("aws-iam:" + ROLE, app.id());
      assertEquals("Workload", app.type());
    }
  }

  @Test
  void nobodyElseIsMapped() {
    for (String arn :
        List.of(
            "arn:aws:iam::123456789012:role/app2",
            "arn:aws:iam::999999999999:role/app",
            "arn:aws:iam::123456789012:user/app",
            "arn:aws:sts::999999999999:assumed-role/app/x",
            "arn:aws:sts::123456789012:assumed-role/app",
            "arn:aws:sts::123456789012:assumed-role/x/app",
            "arn:aws:sts::123456789012:federated-user/app",
            "")) {
      assertEquals(
          Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED), caller("aws-iam", arn), arn);
    }
    assertEquals(
        Authentication.Rejected.of(RejectionCode.CALLER_NOT_MAPPED), caller("other", ROLE));
  }

  @Test
  void aMistypedRuleIsFoundAtTheStart() {
    for (String arn :
        List.of("app", "arn:aws:iam::12:role/app", "arn:aws:iam::123456789012:role/*")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new IamCallers.Rule(arn, "acme", List.of("developer")));
    }
  }
}
