package dev.portcullis.redaction.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.redaction.Budget;
import dev.portcullis.redaction.DetectorSet;
import dev.portcullis.redaction.Profile;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import dev.portcullis.redaction.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys drawn by chance in the form of their provider are found, however they are assigned. */
final class ProvidersTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.SECRETS), Budget.DEFAULT);

  private static final String[] FORMS = {
    "%sToken = \"%s\"",
    "%s_client_id: %s",
    "{\"settings\": \"%s_KEY=%s\\nDEBUG=false\"}",
    "var %sId string = \"%s\"",
    "System.setProperty(\"%s_ID\", \"%s\")",
    "%s ?= `%s`",
    "<%sKey>\n  %s\n</x>"
  };

  @ParameterizedTest
  @CsvSource({
    "adobe, h32",
    "facebook, h32",
    "adafruit, w32",
    "bittrex, a32",
    "fastly, w32",
    "discord, w32",
    "cloudflare, w40",
    "datadog, a40",
    "zendesk, a40",
    "coinbase, w64",
    "jfrog, a64",
    "new-relic, a64",
    "sentry, h64",
    "heroku, u",
    "sendbird, u",
    "kucoin, u",
    "airtable, a17",
    "alibaba, a30",
    "dropbox, a15",
    "finnhub, a20",
    "looker, a24",
    "linkedin, a14",
    "linked_in, a16",
    "confluent, a16",
    "mattermost, a26",
    "messagebird, a25",
    "travis, a22",
    "asana, d16",
    "discord, d18",
    "etsy, a24",
    "Meraki, h40",
    "SUMO, a64",
    "cloudflare, h37",
    "twitter, a25",
    "twitter, a45",
    "twitter, a50",
    "contentful, w43",
    "intercom, w60",
    "kucoin, h24",
    "netlify, w44",
    "rapidapi, n50",
    "sendbird, h40",
    "sourcegraph, h40"
  })
  void aKeyOfAProvider(String provider, String form) {
    int missed = 0;
    StringBuilder which = new StringBuilder();
    for (int seed = 0; seed < 300; seed++) {
      String key = key(form, new Random(seed));
      String text = String.format(FORMS[seed % FORMS.length], provider, key);
      List<Span> spans = assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(text)).spans();
      boolean found =
          spans.stream().anyMatch(s -> text.substring(s.start(), s.end()).contains(key));
      missed += found ? 0 : 1;
      which.append(found ? "" : "\n" + text);
    }
    // One in a hundred short keys has no digit, and of those some can be spoken like a word.
    assertTrue(missed <= 3, which::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "adobe, h31",
    "algolia, a33",
    "datadog, a39",
    "sentry, h63",
    "travis, a21",
    "kucoin, h25"
  })
  void aValueOfAnotherLength(String provider, String form) {
    for (int seed = 0; seed < 100; seed++) {
      String text = provider + " = \"" + key(form, new Random(seed)) + "\"";
      List<Span> spans = assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(text)).spans();
      assertEquals(List.of(), spans, text);
    }
  }

  private static String key(String form, Random random) {
    if (form.equals("u")) {
      String hex = key("h32", random);
      return String.join(
          "-",
          hex.substring(0, 8),
          hex.substring(8, 12),
          hex.substring(12, 16),
          hex.substring(16, 20),
          hex.substring(20));
    }
    String alphabet =
        switch (form.charAt(0)) {
          case 'd' -> "0123456789";
          case 'h' -> "0123456789abcdef";
          case 'a' -> "0123456789abcdefghijklmnopqrstuvwxyz";
          case 'n' -> "0123456789abcdefghijklmnopqrstuvwxyz_-";
          default -> "0123456789abcdefghijklmnopqrstuvwxyz_-=";
        };
    int length = Integer.parseInt(form.substring(1));
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < length; i++) {
      key.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return key.toString();
  }
}
