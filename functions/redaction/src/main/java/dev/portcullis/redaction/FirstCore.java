package dev.portcullis.redaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first core: a few types, so that others can build on the interface before the engine lands.
 */
final class FirstCore {
  private record Rule(String rule, String type, Pattern pattern) {}

  private static final List<Rule> RULES =
      List.of(
          rule(
              "secret.pem",
              "SECRET",
              "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{1,8000}-----END"),
          rule("secret.jwt", "SECRET", "\\beyJ[\\w-]{8,2000}\\.eyJ[\\w-]{8,4000}\\.[\\w-]{8,1000}"),
          rule("secret.github-token", "SECRET", "\\bgh[pousr]_[A-Za-z0-9]{36}\\b"),
          rule("secret.aws-key-id", "SECRET", "\\bA(?:KI|SI)A[A-Z0-9]{16}\\b"),
          rule("secret.sk-key", "SECRET", "\\bsk-[\\w-]{20,200}"),
          rule(
              "universal.email",
              "EMAIL_ADDRESS",
              "[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{2,63}){1,4}"),
          rule(
              "universal.iban",
              "IBAN_CODE",
              "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b"),
          rule("universal.card", "CREDIT_CARD", "\\b\\d(?:[ -]?\\d){11,18}\\b"),
          rule("us.ssn", "US_SSN", "\\b\\d{3}-\\d{2}-\\d{4}\\b"),
          rule("universal.ipv4", "IP_ADDRESS", "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
          rule(
              "universal.ipv6",
              "IP_ADDRESS",
              "\\b[0-9a-fA-F]{1,4}(?::{1,2}[0-9a-fA-F]{1,4}){3,7}\\b"),
          rule(
              "universal.phone",
              "PHONE_NUMBER",
              "\\+?\\(?\\b\\d{2,3}\\)?[ .-]?\\d{3}[ .-]?\\d{4}\\b"));

  private FirstCore() {}

  private static Rule rule(String rule, String type, String pattern) {
    return new Rule(rule, type, Pattern.compile(pattern));
  }

  static List<Detector> detectors() {
    return RULES.stream().map(r -> new Detector(r.rule, r.type, "first", 0.8, "", false)).toList();
  }

  static ScanResult scan(DetectorSet set, Budget budget, CharSequence text) {
    if (text.length() > budget.maxLength()) {
      return new ScanResult.Unscanned(Reason.TOO_LARGE);
    }
    List<Span> spans = new ArrayList<>();
    for (Rule rule : RULES) {
      if (set.profile().equals(Profile.SECRETS) && !rule.type.equals("SECRET")) {
        continue;
      }
      Matcher matcher = rule.pattern.matcher(text);
      while (matcher.find()) {
        int start = matcher.start();
        int end = matcher.end();
        boolean free = spans.stream().allMatch(s -> end <= s.start() || start >= s.end());
        boolean valid = !rule.type.equals("CREDIT_CARD") || luhn(matcher.group());
        if (free && valid) {
          spans.add(new Span(rule.type, start, end, 0.8, rule.rule));
        }
      }
    }
    spans.sort(Comparator.comparingInt(Span::start));
    return new ScanResult.Scanned(spans);
  }

  private static boolean luhn(String text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        int value = twice ? 2 * digit : digit;
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }
}
