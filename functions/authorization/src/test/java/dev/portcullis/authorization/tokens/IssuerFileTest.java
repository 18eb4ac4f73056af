package dev.portcullis.authorization.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IssuerFileTest {

  private static String problem(String from, String to) {
    String text = Mint.issuerJson("RS256").replace(from, to);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> IssuerFile.parse(text, "issuers.json"))
            .getMessage());
  }

  @Test
  void aCompleteIssuerIsRead() {
    Issuer issuer = IssuerFile.parse(Mint.issuerJson("RS256"), "issuers.json").get(0);
    assertEquals(Mint.ISS, issuer.issuer());
    assertEquals("RS256", issuer.algorithm());
    assertEquals(2, issuer.roles().size());
  }

  @Test
  void everyMistakeNamesTheIssuerAndTheField() {
    for (String[] mistake :
        new String[][] {
          {"\"RS256\"", "\"none\"", "algorithm"},
          {"\"RS256\"", "\"HS256\"", "algorithm"},
          {"\"User\"", "\"Robot\"", "principal"},
          {"https://login.example.org/keys", "http://login.example.org/keys", "https"},
          {"\"mfa\"", "\"mfaa\"", "mfaa"},
          {"[\"portcullis\"]", "[]", "audiences"},
          {"[\"portcullis\"]", "\"portcullis\"", "audiences"},
          {"{\"value\": \"acme\"}", "{}", "tenant"},
          {"\"clearance\": \"level\"", "\"roles\": \"level\"", "attributes"},
          {"\"value\": \"audit\", ", "", "role rule"},
          {"\"name\": \"corp\"", "\"name\": \"corp\", \"longestHours\": 48", "longestHours"},
          {"\"name\": \"corp\"", "\"name\": \"corp\", \"preset\": \"okta\"", "okta"},
          {"\"name\": \"corp\", ", "", "name"}
        }) {
      String message = problem(mistake[0], mistake[1]);
      assertTrue(message.startsWith("issuers.json: issuer 1: "), message);
      assertTrue(message.contains(mistake[2]), message);
    }
  }

  @Test
  void textThatIsNotJsonIsNamedWithItsLine() {
    assertTrue(problem("\"mfa\": true,", "\"mfa\": tru,").startsWith("issuers.json:3: "));
  }
}
