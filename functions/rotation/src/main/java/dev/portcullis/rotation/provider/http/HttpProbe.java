package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretText;
import dev.portcullis.rotation.provider.KeyProbe;
import dev.portcullis.rotation.provider.Verdict;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;

/** Tries a key with a request that reads something free, such as the list of models. */
public final class HttpProbe implements KeyProbe {
  private final Exchange exchange;
  private final URI address;
  private final String header;
  private final String prefix;
  private final Map<String, String> further;
  private final Set<Integer> refusals;

  private HttpProbe(
      Exchange exchange,
      URI address,
      String header,
      String prefix,
      Map<String, String> further,
      Set<Integer> refusals) {
    this.exchange = exchange;
    this.address = address;
    this.header = header;
    this.prefix = prefix;
    this.further = further;
    this.refusals = refusals;
  }

  /** {@code Authorization: Bearer}, as OpenAI and OpenRouter take it; 401 is a refusal. */
  public static HttpProbe bearer(Exchange exchange, URI address) {
    return new HttpProbe(exchange, address, "authorization", "Bearer ", Map.of(), Set.of(401));
  }

  /** A Bedrock key; AWS answers 403 to a key it does not know. */
  public static HttpProbe bedrock(Exchange exchange, URI address) {
    return new HttpProbe(exchange, address, "authorization", "Bearer ", Map.of(), Set.of(401, 403));
  }

  /** {@code x-api-key} with a version, as Anthropic takes it. */
  public static HttpProbe anthropic(Exchange exchange, URI address) {
    return new HttpProbe(
        exchange,
        address,
        "x-api-key",
        "",
        Map.of("anthropic-version", AnthropicKeys.VERSION),
        Set.of(401));
  }

  /** {@code api-key}, as Azure OpenAI takes it. */
  public static HttpProbe azure(Exchange exchange, URI address) {
    return new HttpProbe(exchange, address, "api-key", "", Map.of(), Set.of(401));
  }

  /** {@code x-goog-api-key}; Google answers 400 to a key that is not valid. */
  public static HttpProbe google(Exchange exchange, URI address) {
    return new HttpProbe(exchange, address, "x-goog-api-key", "", Map.of(), Set.of(400, 401, 403));
  }

  @Override
  public Verdict probe(SecretText value) {
    try {
      int status = exchange.send(() -> request(value), "probe a key").status();
      if (refusals.contains(status)) {
        return Verdict.REFUSED;
      }
      return status / 100 == 2 ? Verdict.ACCEPTED : Verdict.UNCLEAR;
    } catch (PortException unreachable) {
      return Verdict.UNCLEAR;
    }
  }

  private HttpRequest.Builder request(SecretText value) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address).GET().header(header, prefix + value.reveal());
    further.forEach(builder::header);
    return builder;
  }
}
