package dev.portcullis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScannerTest {
  private static final Scanner SCANNER =
      new Scanner(DetectorSet.of(Profile.DEFAULT), Budget.DEFAULT);

  private static List<Span> spans(Scanner scanner, String text) {
    return assertInstanceOf(ScanResult.Scanned.class, scanner.scan(text)).spans();
  }

  @Test
  void aTextOverTheLengthIsNotScanned() {
    Scanner small = new Scanner(DetectorSet.of(Profile.DEFAULT), new Budget(5, 400, 5));
    assertEquals(new ScanResult.Unscanned(Reason.TOO_LARGE), small.scan("123456"));
  }

  @Test
  void aTextOverTheWorkAllowedIsNotScanned() {
    Scanner small = new Scanner(DetectorSet.of(Profile.DEFAULT), new Budget(1 << 20, 1, 5));
    assertEquals(new ScanResult.Unscanned(Reason.OVER_BUDGET), small.scan("a-1 ".repeat(100_000)));
  }

  @Test
  void escapesNestedTooDeeplyAreNotScanned() {
    assertEquals(new ScanResult.Unscanned(Reason.TOO_DEEP), SCANNER.scan("%2525252525252541"));
  }

  @Test
  void aFailureInsideTheEngineSaysNothingAboutTheText() {
    CharSequence broken =
        new CharSequence() {
          @Override
          public int length() {
            return 10;
          }

          @Override
          public char charAt(int index) {
            throw new IllegalStateException("broken");
          }

          @Override
          public CharSequence subSequence(int start, int end) {
            return this;
          }
        };
    assertEquals(new ScanResult.Unscanned(Reason.INTERNAL_ERROR), SCANNER.scan(broken));
  }

  @Test
  void spansNeverOverlapAndStayInTheText() {
    for (long seed = 0; seed < 200; seed++) {
      String text = Texts.mixed(new Random(seed), 40);
      int from = 0;
      for (Span span : spans(SCANNER, text)) {
        assertTrue(span.start() >= from && span.end() <= text.length(), "seed " + seed);
        from = span.end();
      }
    }
  }

  @Test
  void randomCharactersNeverBreakTheEngine() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 2000; i++) {
        int kind = random.nextInt(6);
        int character = random.nextInt(kind == 0 ? 0x10000 : kind == 1 ? 0x250 : 128);
        text.append((char) character);
      }
      assertInstanceOf(ScanResult.Scanned.class, SCANNER.scan(text), "seed " + seed);
    }
  }

  @Test
  void hostileTextsEndInTimeOnASmallStack() throws InterruptedException {
    List<String> hostile =
        List.of(
            "a-", "a.", "1 ", "@", "a@a.", "%25", "eyJ", "0:", "A B ", "key=", "sumo=", "4012 ",
            "\u200b");
    StringBuilder failed = new StringBuilder();
    Thread thread =
        new Thread(
            null,
            () -> {
              for (String unit : hostile) {
                if (SCANNER
                    .scan(unit.repeat(200_000 / unit.length()))
                    .equals(new ScanResult.Unscanned(Reason.INTERNAL_ERROR))) {
                  failed.append(unit).append(' ');
                }
              }
            },
            "small stack",
            256 << 10);
    thread.start();
    thread.join(60_000);
    assertEquals("", failed.toString());
    assertTrue(!thread.isAlive(), "still running");
  }

  @Test
  void aDisguisedValueIsFoundInTheOriginalOffsets() {
    String text = "write to j\u200bane%40exa\uFF4Dple.com now";
    Span span = spans(SCANNER, text).get(0);
    assertEquals("EMAIL_ADDRESS", span.type());
    assertEquals(9, span.start());
    assertEquals(text.indexOf(" now"), span.end());
  }

  @Test
  void aMagneticTrackIsFoundThoughItsBeginningReadsAsAnEscape() {
    ScanResult.Scanned scanned =
        assertInstanceOf(
            ScanResult.Scanned.class,
            SCANNER.scan("swiped %B4012888888881881^DOE/JANE^29121010000000000000?"));
    assertEquals("CARD_TRACK", scanned.spans().get(0).type());
    assertEquals(7, scanned.spans().get(0).start());
  }

  @Test
  void allowedValuesAreNotReportedAndDeniedOnesAre() {
    WordLists lists =
        new WordLists(Set.of("Help@Example.com"), Map.of("Project Zebra", "CODE_NAME"));
    Scanner scanner =
        new Scanner(DetectorSet.of(Profile.SECRETS, List.of(), lists), Budget.DEFAULT);
    assertEquals("CODE_NAME", spans(scanner, "about project zebra").get(0).type());
    Scanner all = new Scanner(DetectorSet.of(Profile.DEFAULT, List.of(), lists), Budget.DEFAULT);
    assertTrue(spans(all, "mail help@example.com").isEmpty());
  }

  @Test
  void aDeploymentAddsADetectorAsText() {
    DetectorSource source =
        new DetectorSource("own", "detector badge\n  type BADGE\n  pattern 0.9 BG-\\d{5}\n");
    DetectorSet set = DetectorSet.of(Profile.DEFAULT, List.of(source), WordLists.NONE);
    Span span = spans(new Scanner(set, Budget.DEFAULT), "badge BG-12345.").get(0);
    assertEquals(new Span("BADGE", 6, 14, 0.9, "own.badge"), span);
  }

  @Test
  void detectorsOfFilesAloneFindNothingThatOnlyTheProductKnows() {
    DetectorSource own =
        new DetectorSource(
            "acme", "detector badge\n  type ACME_BADGE\n  pattern 0.8 ACME-\\d{6}\n");
    Scanner scanner =
        new Scanner(
            DetectorSet.only(Profile.DEFAULT, List.of(own), WordLists.NONE), Budget.DEFAULT);
    assertEquals(
        List.of("acme.badge"),
        spans(scanner, "badge ACME-123456 of jane@example.com").stream().map(Span::rule).toList());
  }

  @Test
  void aWrongLineOfADetectorFileIsNamed() {
    DetectorSource source = new DetectorSource("own", "detector x\n  type X\n  colour red\n");
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> DetectorSet.of(Profile.DEFAULT, List.of(source), WordLists.NONE));
    assertTrue(wrong.getMessage().startsWith("own:3:"), wrong.getMessage());
  }

  @Test
  void aPublishedValueIsLeftAloneByEveryDetectorOfItsType() {
    String own = "type BADGE\npublished bg-1234567890\ndetector badge\n  pattern 0.9 BG-\\d{10}\n";
    String same = "detector any\n  type BADGE\n  pattern 0.8 [BC]G-\\d{10}\n";
    String other = "detector number\n  type NUMBER\n  pattern 0.7 \\d{10}\n  before none\n";
    Scanner scanner =
        new Scanner(
            DetectorSet.only(
                Profile.DEFAULT,
                List.of(
                    new DetectorSource("own", own),
                    new DetectorSource("same", same),
                    new DetectorSource("other", other)),
                WordLists.NONE),
            Budget.DEFAULT);
    assertEquals(
        List.of("other.number", "own.badge", "same.any"),
        spans(scanner, "BG-1234567890 BG-1234567891 CG-1234567890").stream()
            .map(Span::rule)
            .toList());
  }

  @Test
  void aPublishedValueThatIsNoTypesOrTooShortIsRefused() {
    for (String text :
        List.of(
            "type X\npublished short\n",
            "published 1234567890\n",
            "type X\ndetector x\n  pattern a\n  published 1234567890\n")) {
      IllegalArgumentException wrong =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  DetectorSet.only(
                      Profile.DEFAULT, List.of(new DetectorSource("own", text)), WordLists.NONE));
      assertTrue(wrong.getMessage().startsWith("own:"), wrong.getMessage());
      assertTrue(wrong.getMessage().contains("published"), wrong.getMessage());
    }
  }

  @Test
  void theVersionChangesWithTheLists() {
    WordLists lists = new WordLists(Set.of("x"), Map.of());
    String plain = DetectorSet.of(Profile.DEFAULT).version();
    assertTrue(!plain.equals(DetectorSet.of(Profile.DEFAULT, List.of(), lists).version()));
    assertEquals(plain, DetectorSet.of(Profile.DEFAULT).version());
  }
}
