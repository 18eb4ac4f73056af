package dev.portcullis.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.portcullis.authorization.DecisionReason;
import dev.portcullis.authorization.Declaration;
import dev.portcullis.authorization.RejectionCode;
import dev.portcullis.authorization.RequestHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The API's document says what the code does. What is read is a body generated from the core
 * document, whose being current is a check of its own.
 */
final class ApiDocumentTest {
  /** Said by a gateway in front of the functions, never by the functions. */
  private static final Set<String> GATEWAYS = Set.of("unauthenticated", "gateway_refused");

  private static final JsonNode API = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Files.readString(Path.of("..", "..", "infra", "aws", "api.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyCodeThatACallerCanGetIsListedAndNoOther() {
    Set<String> codes = new TreeSet<>(GATEWAYS);
    Arrays.stream(ErrorCode.values()).map(ErrorCode::code).forEach(codes::add);
    Arrays.stream(RejectionCode.values()).map(RejectionCode::code).forEach(codes::add);
    EnumSet.complementOf(EnumSet.of(DecisionReason.PERMITTED, DecisionReason.UNKNOWN_RESOURCE))
        .forEach(reason -> codes.add(reason.code()));
    Set<String> listed = new TreeSet<>();
    API.at("/components/schemas/ErrorCode/enum").forEach(code -> listed.add(code.textValue()));
    assertEquals(codes, listed);
  }

  @Test
  void theRoutesAreTheCodesRoutesAndHealth() {
    Set<String> routes = new TreeSet<>(Set.of("GET /healthz"));
    Arrays.stream(Route.values()).map(Route::id).forEach(routes::add);
    Set<String> documented = new TreeSet<>();
    API.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertEquals(routes, documented);
  }

  @Test
  void everyStatusOfACodeIsAmongTheAnswersOfARoute() {
    Set<String> answers = new HashSet<>();
    API.at("/paths").forEach(path -> path.forEach(op -> names(op.get("responses"), answers)));
    Stream.concat(
            // Nobody is left to read the status of a caller who went away.
            EnumSet.complementOf(EnumSet.of(ErrorCode.CLIENT_GONE)).stream().map(ErrorCode::status),
            Arrays.stream(RejectionCode.values()).map(RejectionCode::status))
        .forEach(
            status -> assertTrue(answers.contains(Integer.toString(status)), "status " + status));
  }

  @Test
  void everyDocumentedDeclarationIsOneThatTheCodeReads() {
    Set<String> declared = new TreeSet<>();
    for (JsonNode parameter : API.at("/paths/~1v1~1models/get/parameters")) {
      String name = parameter.get("name").textValue();
      if (name.startsWith("x-portcullis-")) {
        declared.add(name);
        RequestHead twice =
            new RequestHead(
                "GET",
                "/v1/models",
                Map.of(name, List.of("general", "general")),
                Optional.empty(),
                Optional.empty());
        assertInstanceOf(Declaration.Malformed.class, Declaration.of(twice), name);
      }
    }
    assertEquals(4, declared.size(), declared::toString);
  }

  @Test
  void anErrorHasTheDocumentedMembers() throws IOException {
    JsonNode error =
        new ObjectMapper()
            .readTree(ErrorAnswer.openAi(400, "invalid_json", "No.", null, "req_1"))
            .get("error");
    Set<String> members = new TreeSet<>();
    names(error, members);
    Set<String> documented = new TreeSet<>();
    names(API.at("/components/schemas/ErrorDetail/properties"), documented);
    assertEquals(documented, members);
    Set<String> types = new TreeSet<>();
    API.at("/components/schemas/ErrorDetail/properties/type/enum")
        .forEach(type -> types.add(type.textValue()));
    assertTrue(types.contains(error.get("type").textValue()));
  }

  private static void names(JsonNode node, Set<String> into) {
    node.fieldNames().forEachRemaining(into::add);
  }
}
