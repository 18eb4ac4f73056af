package dev.portcullis.redaction.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An assignment holds a secret when its name says so and its value looks drawn by chance. */
final class AssignmentsTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.SECRETS), Budget.DEFAULT);

  private static List<String> secrets(String text) {
    List<Span> spans = assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(text)).spans();
    return spans.stream().map(s -> text.substring(s.start(), s.end())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "\"clientSecret\": \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "export DEPLOY_TOKEN=q7Zt4Lm9Xc2Vb8Nk1Rw5",
        "SECRET_KEY_BASE: q7Zt4Lm9Xc2Vb8Nk1Rw5",
        "accesstoken := 'q7Zt4Lm9Xc2Vb8Nk1Rw5'",
        "var signingKey string = `q7Zt4Lm9Xc2Vb8Nk1Rw5`",
        "https://example.org/?auth_token=q7Zt4Lm9Xc2Vb8Nk1Rw5&page=2",
        "<dbPassword>\n  q7Zt4Lm9Xc2Vb8Nk1Rw5\n</dbPassword>",
        "db_password_2 => \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "System.setProperty(\"WIDGET_API_TOKEN\", \"q7Zt4Lm9Xc2Vb8Nk1Rw5\")",
        "My credentials (token: q7Zt4Lm9Xc2Vb8Nk1Rw5) do not work.",
        "$apiKey .= \"q7Zt4Lm9Xc2Vb8Nk1Rw5\""
      })
  void aNameOfASecretAndARandomValue(String text) {
    assertEquals(List.of("q7Zt4Lm9Xc2Vb8Nk1Rw5"), secrets(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token_version = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "\"apiKeyId\": \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "secretName: q7Zt4Lm9Xc2Vb8Nk1Rw5",
        "credentialsId = '0d2f6a31-77c4-4b19-8f3e-5a90c1d7e264'",
        "authRevision=4f1d0c9be7a25836f90bd1c4e7a8063259fd1eb7",
        "accessor = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "author: q7Zt4Lm9Xc2Vb8Nk1Rw5",
        "keyboard = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "monkey = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "publicKey = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "pubkey: q7Zt4Lm9Xc2Vb8Nk1Rw5",
        "foreign_key = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "nextPageToken: \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "keyfingerprint = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\"",
        "tokenurl = \"q7Zt4Lm9Xc2Vb8Nk1Rw5\""
      })
  void aNameOfSomethingElse(String text) {
    assertEquals(List.of(), secrets(text));
  }

  /** Each is a sample that its vendor publishes; with one character changed it is anyone's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiKey: '25626fae796133dc1e734c6bcaaeac3c'",
        "searchApiKey = \"6be0576ff61c053d5f9a3225e2a90f76\"",
        "client_secret = 014DF517-39D1-4453-B7B3-9930C563627C",
        "<add key=\"ClearTextPassword\" value=\"hal+9ooo_da!sY\" />",
        "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
        "AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="
      })
  void aPublishedValueIsNoSecret(String text) {
    assertEquals(List.of(), secrets(text));
    int within = text.length() - 12;
    char other = text.charAt(within) == '7' ? '8' : '7';
    assertEquals(1, secrets(text.substring(0, within) + other + text.substring(within + 1)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: networking.k8s.io/v1beta2",
        "token = \"commons-lang3-3.12.0\"",
        "secret: rc1.4.22_20240311_0915",
        "api_key = \"MonthlyReport-2024.03\"",
        "key = \"id-Curve25519-448-Hash-Mode\"",
        "password = reset_password_form_v2_2024",
        "auth_token = generateToken256v3x9k2m(user)",
        "api_key = keys4All7Stages9[region]",
        "token = \"q7Zt4Lm9Xc2V****************\"",
        "token = \"q7Zt4Lm9Xc2Vb8Nk{{ .Values.rest }}\"",
        "ACCESS_TOKEN=ab12345678901234567890cdef12",
        "token = \"acme_pat_k3v9x2m7q1\"",
        "secret_key = abcdefghij0123456789",
        "api_key = \"1234567890123456789012\""
      })
  void aValueThatSomebodyWrote(String text) {
    assertEquals(List.of(), secrets(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -u user:password https://example.org",
        "curl --user 'my_user:my-secret-token' https://example.org",
        "curl -u login:your_api_key https://example.org"
      })
  void aPlaceholderOfACommandLine(String text) {
    assertEquals(List.of(), secrets(text));
  }

  @Test
  void aPasswordOfACommandLine() {
    assertEquals(List.of("mypass-7Ked"), secrets("curl -u user:mypass-7Ked https://example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bookTable = 00aB3dEf5hIjK7mNoP9rStUvWxYz1aBcD3fGhIjKlM",
        "WidgetSystem = \"a8f3k2m9x7q1w5e4r6t0y2u8\"",
        "sumOfColumns = a8f3k2m9x7q1w5e4r6t0y2u8a8f3k2m9x7q1w5e4r6t0y2u8a8f3k2m9x7q1w5e4",
        "datadog = \"a8f3k2m9x7q1w5e4r6t0y2u8\"",
        "confluence: readAllPagesOfTheConfluenceTree",
        "finnhub: monthlyReturnsTables",
        "algolia = \"a8f3k2m9x7q1w5e4\""
      })
  void aProvidersNameInsideAnotherWordOrAValueOfAnotherForm(String text) {
    assertEquals(List.of(), secrets(text));
  }
}
