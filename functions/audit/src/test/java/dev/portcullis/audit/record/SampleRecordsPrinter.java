package dev.portcullis.audit.record;

import java.io.IOException;

/** Prints one record a line, every type and variant, for checks that use other tools. */
final class SampleRecordsPrinter {
  private SampleRecordsPrinter() {}

  public static void main(String[] args) throws IOException {
    RecordEncoder encoder = SampleRecords.encoder();
    for (AuditRecord record : SampleRecords.all()) {
      System.out.write(encoder.encode(record).bytes());
      System.out.write('\n');
    }
    for (AuditRecord record :
        SampleRecords.all(text -> "naïve \"text\"\t" + text + " \uD83D\uDE00")) {
      System.out.write(encoder.encode(record).bytes());
      System.out.write('\n');
    }
    System.out.flush();
  }
}
