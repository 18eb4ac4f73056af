package dev.portcullis.authorization.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portcullis.authorization.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Cedar's own conformance corpus, where {@code -Dportcullis.cedar.corpus} says it is; under Cedar's
 * rule that a policy with an error is skipped. Run by {@code .ci/checks}, where the corpus is.
 */
class CorpusCheck {
  private static final StrictJson JSON = new StrictJson(200);
  private int requests;
  private int decisions;
  private int reasons;
  private int errors;
  private final List<String> differences = new ArrayList<>();

  @Test
  void everyDecisionOfTheCorpusIsOurs() throws Exception {
    Path root = Path.of(System.getProperty("portcullis.cedar.corpus"));
    List<Path> cases;
    try (Stream<Path> files = Files.list(root.resolve("corpus-tests"))) {
      cases = files.filter(f -> f.toString().matches(".*/[0-9a-f]+\\.json")).sorted().toList();
    }
    for (Path file : cases) {
      try {
        run(root, JSON.readObject(Files.readString(file)));
      } catch (SourceException | StrictJson.Malformed | RuntimeException unread) {
        differences.add(file.getFileName() + ": " + unread);
        requests += 8;
      }
    }
    differences.stream().limit(40).forEach(System.out::println);
    System.out.println(
        cases.size()
            + " files, "
            + requests
            + " requests: "
            + decisions
            + " decisions, "
            + reasons
            + " reason sets, "
            + errors
            + " error sets agree");
    assertEquals(requests, decisions);
    assertTrue(reasons >= requests * 0.999 && errors >= requests * 0.999);
  }

  private void run(Path root, Map<String, Object> test) throws Exception {
    String name = (String) test.get("policies");
    List<Policy> policies = PolicyParser.parse(name, Files.readString(root.resolve(name)));
    Entities entities = new Entities();
    Schema.parse("s", Files.readString(root.resolve((String) test.get("schema")))).addTo(entities);
    String known = Files.readString(root.resolve((String) test.get("entities")));
    for (Object one : (List<?>) JSON.read(known)) {
      Map<String, Object> entity = StrictJson.typed((Map<?, ?>) one);
      Set<Value.Uid> parents = new HashSet<>();
      ((List<?>) entity.get("parents")).forEach(parent -> parents.add(uid(parent)));
      entities.put(
          uid(entity.get("uid")),
          new Value.Fields(fields(entity.get("attrs"))),
          parents,
          new Value.Fields(fields(entity.getOrDefault("tags", Map.of()))));
    }
    for (Object one : (List<?>) test.get("requests")) {
      request(name, policies, entities, StrictJson.typed((Map<?, ?>) one));
    }
  }

  private void request(
      String name, List<Policy> policies, Entities entities, Map<String, Object> request) {
    Evaluation evaluation =
        new Evaluation(
            uid(request.get("principal")),
            uid(request.get("action")),
            uid(request.get("resource")),
            new Value.Fields(fields(request.get("context"))),
            entities);
    Set<String> permits = new TreeSet<>();
    Set<String> forbids = new TreeSet<>();
    Set<String> failed = new TreeSet<>();
    for (int i = 0; i < policies.size(); i++) {
      try {
        if (policies.get(i).applies(evaluation)) {
          (policies.get(i).permit() ? permits : forbids).add("policy" + i);
        }
      } catch (EvaluationException bad) {
        failed.add("policy" + i);
      }
    }
    String decision = forbids.isEmpty() && !permits.isEmpty() ? "allow" : "deny";
    Set<String> reason = forbids.isEmpty() ? permits : forbids;
    requests++;
    boolean same = decision.equals(request.get("decision"));
    boolean sameReasons = reason.equals(new TreeSet<Object>((List<?>) request.get("reason")));
    boolean sameErrors = failed.equals(new TreeSet<Object>((List<?>) request.get("errors")));
    decisions += same ? 1 : 0;
    reasons += sameReasons ? 1 : 0;
    errors += sameErrors ? 1 : 0;
    if (!same || !sameReasons || !sameErrors) {
      differences.add(
          name
              + " "
              + request.get("description")
              + ": "
              + decision
              + reason
              + failed
              + " expected "
              + request.get("decision")
              + request.get("reason")
              + request.get("errors"));
    }
  }

  private static Value.Uid uid(Object tree) {
    Map<String, Object> map = StrictJson.typed((Map<?, ?>) tree);
    if (map.get("__entity") instanceof Map<?, ?> inner) {
      return uid(inner);
    }
    return new Value.Uid((String) map.get("type"), (String) map.get("id"));
  }

  private static Map<String, Value> fields(Object tree) {
    Map<String, Value> fields = new HashMap<>();
    ((Map<?, ?>) tree).forEach((name, value) -> fields.put((String) name, value(value)));
    return fields;
  }

  private static Value value(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      if (map.size() == 1 && map.containsKey("__entity")) {
        return uid(map);
      } else if (map.size() == 1 && map.get("__extn") instanceof Map<?, ?> call) {
        Object argument = call.get("arg");
        List<Value> arguments =
            argument == null
                ? ((List<?>) call.get("args")).stream().map(CorpusCheck::value).toList()
                : List.of(value(argument));
        try {
          String name = (String) call.get("fn");
          Function function = Function.named(name, arguments.size() > 1);
          return Functions.call(
              Objects.requireNonNull(function, name), arguments.toArray(new Value[0]));
        } catch (EvaluationException bad) {
          throw new IllegalArgumentException(bad);
        }
      }
      return new Value.Fields(fields(map));
    } else if (tree instanceof List<?> list) {
      return new Value.Many(new HashSet<>(list.stream().map(CorpusCheck::value).toList()));
    } else if (tree instanceof Boolean truth) {
      return Value.Bool.of(truth);
    } else if (tree instanceof Long number) {
      return new Value.Whole(number);
    }
    return new Value.Text((String) tree);
  }
}
