package dev.portcullis.aws;

import dev.portcullis.aws.wire.WireReply;
import dev.portcullis.aws.wire.WireRequest;
import dev.portcullis.aws.wire.WireService;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Several services behind one address: a request is for the service that it was signed for. */
record Cloud(Map<String, WireService> services) implements WireService {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[0-9]{8}/[a-z0-9-]+/([a-z0-9-]+)/aws4_request");

  @Override
  public WireReply answer(WireRequest request) {
    return service(request)
        .flatMap(name -> Optional.ofNullable(services.get(name)))
        .map(service -> service.answer(request))
        .orElseGet(() -> WireReply.of(403, "text/plain", "unsigned, or for no service here"));
  }

  /** The name of the service that a request was signed for. */
  static Optional<String> service(WireRequest request) {
    Matcher scope = SCOPE.matcher(request.header("authorization").orElse(""));
    return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
  }
}
