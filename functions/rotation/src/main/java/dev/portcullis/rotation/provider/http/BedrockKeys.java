package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The long-term Bedrock keys of one IAM user, which must have no other use; two at most exist.
 *
 * <p>Written from "CreateServiceSpecificCredential", "ListServiceSpecificCredentials" and
 * "DeleteServiceSpecificCredential" in the IAM API Reference
 * (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html): a
 * form over POST, signed with Signature Version 4, answered in XML. A role or a short-term key is
 * better where it can be had.
 */
public final class BedrockKeys implements MintingProvider {
  private static final String SERVICE = "bedrock.amazonaws.com";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final Exchange exchange;
  private final URI endpoint;
  private final AwsSignature signature;
  private final Supplier<AwsIdentity> identity;
  private final String user;
  private final int ageDays;
  private final InstantSource clock;

  /**
   * The keys of a user.
   *
   * @param endpoint {@code https://iam.amazonaws.com}
   * @param region the region that IAM signs for, {@code us-east-1}
   * @param identity who may manage the user's credentials
   * @param user the user's name
   * @param ageDays after how many days a key ends by itself; longer than interval and grace
   */
  public BedrockKeys(
      Exchange exchange,
      URI endpoint,
      String region,
      Supplier<AwsIdentity> identity,
      String user,
      int ageDays,
      InstantSource clock) {
    if (ageDays < 1 || ageDays > 36_600) {
      throw new IllegalArgumentException("a key lives 1 to 36,600 days");
    }
    this.exchange = exchange;
    this.endpoint = endpoint;
    this.signature = new AwsSignature(region, "iam");
    this.identity = identity;
    this.user = user;
    this.ageDays = ageDays;
    this.clock = clock;
  }

  @Override
  public Naming naming() {
    return Naming.DEDICATED;
  }

  @Override
  public List<ProviderKey> list() {
    String what = "list the keys of an IAM user";
    List<ProviderKey> keys = new ArrayList<>();
    Map<String, String> form = new TreeMap<>(Map.of("UserName", user, "ServiceName", SERVICE));
    while (true) {
      Xml page = call("ListServiceSpecificCredentials", form, what);
      for (Xml key : page.all("member")) {
        if (key.text("Status").equals("Active")) {
          keys.add(
              new ProviderKey(
                  key.text("ServiceSpecificCredentialId"),
                  "",
                  time(key.text("CreateDate"), what),
                  Optional.empty()));
        }
      }
      if (!page.find("IsTruncated").map("true"::equals).orElse(false)) {
        return keys;
      }
      form.put("Marker", page.text("Marker"));
    }
  }

  @Override
  public Minted mint(String label) {
    String what = "make a key for an IAM user";
    Map<String, String> form = new TreeMap<>();
    form.put("UserName", user);
    form.put("ServiceName", SERVICE);
    form.put("CredentialAgeDays", Integer.toString(ageDays));
    Exchange.Answer answer = send("CreateServiceSpecificCredential", form, what);
    if (answer.status() == 409
        && Xml.parse(answer.body(), what).text("Code").equals("LimitExceeded")) {
      return new Full();
    }
    Xml key = read(answer, what);
    return new Fresh(
        key.text("ServiceSpecificCredentialId"),
        SecretText.of("Bedrock key", key.text("ServiceCredentialSecret")));
  }

  @Override
  public void revoke(String id) {
    String what = "delete a key of an IAM user";
    Map<String, String> form = Map.of("UserName", user, "ServiceSpecificCredentialId", id);
    Exchange.Answer answer = send("DeleteServiceSpecificCredential", form, what);
    if (answer.status() != 404) {
      read(answer, what);
    }
  }

  private Xml call(String action, Map<String, String> form, String what) {
    return read(send(action, form, what), what);
  }

  private static Xml read(Exchange.Answer answer, String what) {
    if (answer.status() / 100 != 2) {
      throw Exchange.failure(answer, what);
    }
    return Xml.parse(answer.body(), what);
  }

  private Exchange.Answer send(String action, Map<String, String> form, String what) {
    StringBuilder text = new StringBuilder("Action=" + action + "&Version=2010-05-08");
    form.forEach(
        (name, value) -> text.append('&').append(name).append('=').append(JsonApi.part(value)));
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
    return exchange.send(() -> request(body), what);
  }

  private HttpRequest.Builder request(byte[] body) {
    AwsIdentity caller = identity.get();
    Map<String, String> signed = Map.of("content-type", FORM, "host", endpoint.getRawAuthority());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("content-type", FORM)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signature
        .headers("POST", "/", "", signed, body, caller, clock.instant())
        .forEach(request::header);
    return request;
  }

  private static Instant time(String text, String what) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw new PortException(Code.CORRUPT, what + ": no CreateDate in the answer");
    }
  }
}
