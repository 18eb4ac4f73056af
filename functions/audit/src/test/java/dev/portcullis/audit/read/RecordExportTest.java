package dev.portcullis.audit.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordExportTest {

  @Test
  void ocsfIsTheStoredBytes() throws IOException {
    SampleLog log = SampleLog.of(1, 1);
    assertEquals(
        new String(log.entry(0), StandardCharsets.UTF_8) + "\n",
        export(RecordExport.Format.OCSF, log.entry(0)));
  }

  @Test
  void csvHasOneHeadingAndAsManyCellsInEachLine() throws IOException {
    SampleLog log = SampleLog.of(2, 200);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordExport export = new RecordExport(RecordExport.Format.CSV, out);
    for (int i = 0; i < log.size(); i++) {
      export.write(LogRecord.parse(i, log.entry(i)));
    }
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(log.size() + 1, lines.size());
    for (String line : lines) {
      assertEquals(16, line.split(",", -1).length, line);
    }
  }

  @Test
  void anEmptyExportStillHasItsHeading() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RecordExport(RecordExport.Format.CSV, out).begin();
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("index,time,kind,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x\")"
      })
  void noCellOfACsvIsAFormula(String text) {
    assertTrue(CsvLine.cell(text).startsWith("\"'"), CsvLine.cell(text));
  }

  @Test
  void csvCellsWithSeparatorsAreQuotedAndTheirQuotesDoubled() {
    assertEquals("\"a,b\"", CsvLine.cell("a,b"));
    assertEquals("\"a\"\"b\"", CsvLine.cell("a\"b"));
    assertEquals("\"a\r\nb\"", CsvLine.cell("a\r\nb"));
    assertEquals("plain", CsvLine.cell("plain"));
  }

  @Test
  void cefEscapesItsSeparatorsInHeaderAndExtension() throws IOException {
    String line =
        export(
            RecordExport.Format.CEF,
            bytes(
                """
                {"time":1,"type_uid":600399,"severity_id":3,"status_code":"a=b\\\\c\\nCEF:0|x|",
                "metadata":{"uid":"e1","product":{"version":"1|\\\\2\\n3"}},
                "unmapped":{"stage":"intent","code":"x=y"}}\
                """));
    assertTrue(line.startsWith("CEF:0|Portcullis|Portcullis|1\\|\\\\2 3|600399|intent|4|"), line);
    assertTrue(line.contains("outcome=a\\=b\\\\c\\nCEF:0|x|"), line);
    assertTrue(line.contains("reason=x\\=y"), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void cefOfWhatIsNotARecordIsStillOneLine() throws IOException {
    String line = export(RecordExport.Format.CEF, new byte[] {0, 10, 13});
    assertEquals("CEF:0|Portcullis|Portcullis|0|0|unknown|0|\n", line);
  }

  @Test
  void cefOfEveryRecordIsOneLineWithSevenSeparators() throws IOException {
    SampleLog log = SampleLog.of(4, 100);
    for (int i = 0; i < log.size(); i++) {
      String line = export(RecordExport.Format.CEF, log.entry(i));
      assertEquals(7, line.replaceAll("[^|]", "").length(), line);
      assertFalse(line.strip().contains("\n"));
    }
  }

  private static String export(RecordExport.Format format, byte[] entry) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RecordExport(format, out).write(LogRecord.parse(0, entry));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
