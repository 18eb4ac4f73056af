package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.CredentialProvider;
import dev.portcullis.rotation.provider.KeyProbe;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** IAM's Query API for the service-specific credentials of a user, two of them at most. */
final class FakeIam extends FakeServer {
  private final FakeKeys keys = new FakeKeys("ABSK-");

  FakeIam() throws IOException {}

  @Override
  CredentialProvider provider(SecretText admin) {
    AwsIdentity identity = new AwsIdentity("AKIDEXAMPLE", admin, Optional.empty());
    return new BedrockKeys(
        exchange, uri(""), "us-east-1", () -> identity, "portcullis-bedrock", 90, () -> now);
  }

  @Override
  KeyProbe probe() {
    return HttpProbe.bedrock(exchange, uri("/foundation-models"));
  }

  @Override
  Set<String> live() {
    return keys.values("portcullis-bedrock");
  }

  @Override
  void fill(int count) {
    // A user has two of these at most, and this one is nobody else's.
  }

  @Override
  boolean changes(Request request) {
    return request.body().startsWith("Action=Create") || request.body().startsWith("Action=Delete");
  }

  @Override
  Reply answer(Request request) throws Exception {
    if (request.is("GET", "/foundation-models")) {
      String bearer = request.headers().getOrDefault("authorization", "");
      boolean taken = bearer.startsWith("Bearer ") && keys.takes(bearer.substring(7), now, delay);
      return taken ? Reply.json(Map.of()) : new Reply(403, "{}");
    }
    if (!request.is("POST", "/") || !signed(request)) {
      return error(403, "SignatureDoesNotMatch");
    }
    Map<String, String> form = new TreeMap<>();
    for (String pair : request.body().split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    if (!"2010-05-08".equals(form.remove("Version"))
        || !"portcullis-bedrock".equals(form.remove("UserName"))) {
      return error(400, "ValidationError");
    }
    return switch (form.remove("Action")) {
      case "CreateServiceSpecificCredential" -> create(form);
      case "ListServiceSpecificCredentials" -> list(form);
      case "DeleteServiceSpecificCredential" -> delete(form);
      default -> error(400, "InvalidAction");
    };
  }

  /** Signs what was received with the same key and compares. */
  private boolean signed(Request request) {
    Map<String, String> headers =
        Map.of(
            "content-type",
            request.headers().get("content-type"),
            "host",
            request.headers().get("host"));
    AwsIdentity identity =
        new AwsIdentity("AKIDEXAMPLE", SecretText.of("key", ADMIN), Optional.empty());
    String expected =
        new AwsSignature("us-east-1", "iam")
            .headers(
                "POST",
                "/",
                "",
                headers,
                request.body().getBytes(StandardCharsets.UTF_8),
                identity,
                now)
            .get("authorization");
    return expected.equals(request.headers().get("authorization"));
  }

  private Reply create(Map<String, String> form) {
    only(form, "ServiceName", "CredentialAgeDays");
    if (keys.all().size() >= 2) {
      return error(409, "LimitExceeded");
    }
    FakeKeys.Key key = keys.make("", "portcullis-bedrock", now);
    return new Reply(
        200,
        """
        <CreateServiceSpecificCredentialResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
          <CreateServiceSpecificCredentialResult><ServiceSpecificCredential>
            <ServiceSpecificCredentialId>%s</ServiceSpecificCredentialId>
            <ServiceCredentialSecret>%s</ServiceCredentialSecret>
            <Status>Active</Status><CreateDate>%s</CreateDate>
          </ServiceSpecificCredential></CreateServiceSpecificCredentialResult>
        </CreateServiceSpecificCredentialResponse>
        """
            .formatted(key.id(), key.value(), key.created()));
  }

  private Reply list(Map<String, String> form) {
    only(form, "ServiceName", "Marker", "MaxItems");
    List<FakeKeys.Key> page = keys.page(form.getOrDefault("Marker", ""), 1);
    StringBuilder members = new StringBuilder();
    for (FakeKeys.Key key : page) {
      members.append(
          """
          <member><ServiceSpecificCredentialId>%s</ServiceSpecificCredentialId>
          <Status>Active</Status><CreateDate>%s</CreateDate></member>
          """
              .formatted(key.id(), key.created()));
    }
    boolean more = !keys.last(page);
    return new Reply(
        200,
        "<R><ServiceSpecificCredentials>"
            + members
            + "</ServiceSpecificCredentials><IsTruncated>"
            + more
            + "</IsTruncated>"
            + (more ? "<Marker>" + page.get(page.size() - 1).id() + "</Marker>" : "")
            + "</R>");
  }

  private Reply delete(Map<String, String> form) {
    only(form, "ServiceSpecificCredentialId");
    return keys.remove(form.get("ServiceSpecificCredentialId")).isPresent()
        ? new Reply(200, "<DeleteServiceSpecificCredentialResponse/>")
        : error(404, "NoSuchEntity");
  }

  private static Reply error(int status, String code) {
    return new Reply(
        status, "<ErrorResponse><Error><Code>" + code + "</Code></Error></ErrorResponse>");
  }
}
