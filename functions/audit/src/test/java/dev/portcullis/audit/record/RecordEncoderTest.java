package dev.portcullis.audit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordEncoderTest {

  @Test
  void theSameFactsGiveTheSameEventIdInAnotherProcess() {
    for (AuditRecord record : SampleRecords.all()) {
      assertEquals(
          SampleRecords.encoder().encode(record).eventId(),
          SampleRecords.encoder().encode(record).eventId());
    }
  }

  @Test
  void theSameFactsGiveTheSameBytesFromTheSameSequenceNumber() {
    for (AuditRecord record : SampleRecords.all()) {
      assertArrayEquals(
          SampleRecords.encoder().encode(record).bytes(),
          SampleRecords.encoder().encode(record).bytes());
    }
  }

  @Test
  void noTwoSampleRecordsShareAnEventId() {
    List<AuditRecord> all = SampleRecords.all();
    Set<String> ids = new HashSet<>();
    all.forEach(record -> ids.add(SampleRecords.encoder().encode(record).eventId()));
    assertEquals(all.size(), ids.size());
  }

  @Test
  void eachRecordOfAProcessHasTheNextSequenceNumber() {
    RecordEncoder encoder = SampleRecords.encoder();
    for (int i = 1; i <= 3; i++) {
      String json = text(encoder.encode(SampleRecords.all().get(0)));
      assertTrue(json.contains("\"sequence\":" + i + ","), json);
    }
  }

  @Test
  void onlyTheFirstRequestOfAProcessIsAColdStart() {
    RecordEncoder encoder = SampleRecords.encoder();
    AuditRecord first = SampleRecords.all().get(0);
    assertTrue(text(encoder.encode(first)).contains("\"cold_start\":\"yes\""));
    assertTrue(text(encoder.encode(first)).contains("\"cold_start\":\"yes\""));
    assertTrue(text(encoder.encode(SampleRecords.all().get(1))).contains("\"cold_start\":\"no\""));
  }

  @Test
  void theEventIdIsInTheRecord() {
    for (AuditRecord record : SampleRecords.all()) {
      EncodedRecord encoded = SampleRecords.encoder().encode(record);
      assertTrue(text(encoded).contains("\"uid\":\"" + encoded.eventId() + "\""));
    }
  }

  @Test
  void onlyADeliveredCallIsASuccess() {
    for (AuditRecord record : SampleRecords.all()) {
      if (record instanceof CallOutcome outcome) {
        assertEquals(
            outcome.ending() == CallOutcome.Ending.DELIVERED,
            text(SampleRecords.encoder().encode(record)).contains("\"status_id\":1,"));
      } else if (record instanceof CallIntent || record instanceof CallRefusal) {
        assertFalse(text(SampleRecords.encoder().encode(record)).contains("\"status_id\":1,"));
      }
    }
  }

  @Test
  void aModelThatNoPolicyAdmittedIsNamedOnlyIfTheConfigurationKnowsIt() {
    for (AuditRecord record :
        SampleRecords.all(text -> text.equals("gpt-4o-mini") ? "john" : text)) {
      String json = text(SampleRecords.encoder().encode(record));
      if (record instanceof CallRefusal) {
        assertFalse(json.contains("john"), json);
      } else if (record instanceof CallIntent) {
        assertTrue(json.contains("\"name\":\"john\""), json);
      }
    }
  }

  @Test
  void theFullestRecordFitsALogEntry() {
    String digested = "not a name at all";
    for (AuditRecord record : SampleRecords.all(text -> digested + text)) {
      int length = SampleRecords.encoder().encode(record).bytes().length;
      assertTrue(length < 8_192, "length " + length);
    }
  }

  @Test
  void stagesOfOneCallHaveDifferentEventIds() {
    assertNotEquals(EventIds.of("s", "r", "intent"), EventIds.of("s", "r", "outcome"));
    assertNotEquals(EventIds.of("s", "rin", "tent"), EventIds.of("s", "r", "intent"));
  }

  private static String text(EncodedRecord record) {
    return new String(record.bytes(), StandardCharsets.UTF_8);
  }
}
