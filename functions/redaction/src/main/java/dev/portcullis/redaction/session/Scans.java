package dev.portcullis.redaction.session;

import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.ScanStream;
import dev.portcullis.redaction.Scanner;
import java.util.List;

/** What the session needs of the scanner; the seam at which tests make it fail. */
interface Scans {
  ScanResult scan(CharSequence text);

  Stream stream();

  String version();

  /** One text that arrives in pieces; see {@link ScanStream}. */
  interface Stream {
    ScanStream.Step push(CharSequence piece);

    ScanStream.Step finish();
  }

  /** Finds nothing: for reading a document's structure only. */
  static Scans nothing() {
    return new Scans() {
      @Override
      public ScanResult scan(CharSequence text) {
        return new ScanResult.Scanned(List.of());
      }

      @Override
      public Stream stream() {
        throw new UnsupportedOperationException("a survey reads no reply");
      }

      @Override
      public String version() {
        return "none";
      }
    };
  }

  static Scans of(Scanner scanner) {
    return new Scans() {
      @Override
      public ScanResult scan(CharSequence text) {
        return scanner.scan(text);
      }

      @Override
      public Stream stream() {
        ScanStream stream = scanner.stream();
        return new Stream() {
          @Override
          public ScanStream.Step push(CharSequence piece) {
            return stream.push(piece);
          }

          @Override
          public ScanStream.Step finish() {
            return stream.finish();
          }
        };
      }

      @Override
      public String version() {
        return scanner.detectors().version();
      }
    };
  }
}
