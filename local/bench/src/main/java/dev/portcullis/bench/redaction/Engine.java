package dev.portcullis.bench.redaction;

import com.gliwka.hyperscan.wrapper.CompileErrorException;
import com.gliwka.hyperscan.wrapper.Database;
import com.gliwka.hyperscan.wrapper.Expression;
import com.gliwka.hyperscan.wrapper.ExpressionFlag;
import dev.portcullis.redaction.ScanResult;
import dev.portcullis.redaction.Scanner;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts what it finds in a text; every engine reads all of it and knows where a match starts. */
interface Engine {
  int count(String text);

  /** This project's engine; a text that it withholds, as over budget, counts as one find. */
  static Engine own(Scanner scanner) {
    return text ->
        scanner.scan(text) instanceof ScanResult.Scanned scanned ? scanned.spans().size() : 1;
  }

  /** Hyperscan with start of match: every pattern in one native database. */
  static Engine hyperscan(List<String> patterns) {
    List<Expression> all = new ArrayList<>();
    for (String pattern : patterns) {
      all.add(new Expression(pattern, EnumSet.of(ExpressionFlag.SOM_LEFTMOST), all.size()));
    }
    try {
      // Both live as long as the process that measures.
      Database database = Database.compile(all);
      com.gliwka.hyperscan.wrapper.Scanner scanner = new com.gliwka.hyperscan.wrapper.Scanner();
      scanner.allocScratch(database);
      return text -> scanner.scan(database, text).size();
    } catch (CompileErrorException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    }
  }

  /** The regular expressions of the JDK, one after the other. */
  static Engine jdk(List<String> patterns) {
    List<Pattern> all = patterns.stream().map(Pattern::compile).toList();
    return text -> {
      int count = 0;
      for (Pattern pattern : all) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          count++;
        }
      }
      return count;
    };
  }

  /** RE2/J, one pattern after the other. */
  static Engine re2j(List<String> patterns) {
    List<com.google.re2j.Pattern> all =
        patterns.stream().map(com.google.re2j.Pattern::compile).toList();
    return text -> {
      int count = 0;
      for (com.google.re2j.Pattern pattern : all) {
        com.google.re2j.Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
          count++;
        }
      }
      return count;
    };
  }
}
