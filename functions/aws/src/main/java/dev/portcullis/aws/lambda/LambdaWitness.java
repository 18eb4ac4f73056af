package dev.portcullis.aws.lambda;

import dev.portcullis.audit.witness.Witness;
import dev.portcullis.audit.witness.WitnessClient;
import dev.portcullis.authorization.json.StrictJson;
import dev.portcullis.aws.sdk.SdkFailures;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * The way to a witness that is a function of this deployment: an {@code add-checkpoint} request in
 * a direct invocation. Its answer is not trusted; one of more than 64 KiB is none.
 *
 * <p>A call whose reply was lost may be made again: the witness's state moved once, so a second
 * call is answered with the size it has. API: Invoke (2015-03-31). Safe for concurrent use.
 */
public final class LambdaWitness implements WitnessClient.Transport {
  private static final int MOST_BYTES = 64 << 10;
  private static final StrictJson JSON = new StrictJson(4);

  private final LambdaClient client;
  private final String function;

  /**
   * A witness.
   *
   * @param client closed by whoever made it
   * @param function the ARN of the function's alias
   */
  public LambdaWitness(LambdaClient client, String function) {
    this.client = client;
    this.function = function;
  }

  /**
   * Asks the witness.
   *
   * @throws PortException UNAVAILABLE if the function failed or could not run, CORRUPT if its
   *     answer is none; otherwise as the service failed
   */
  @Override
  public Witness.Answer post(byte[] body) {
    String event = StrictJson.write(Map.of("body", Base64.getEncoder().encodeToString(body)));
    InvokeResponse response;
    try {
      response =
          client.invoke(
              InvokeRequest.builder()
                  .functionName(function)
                  .invocationType(InvocationType.REQUEST_RESPONSE)
                  .payload(SdkBytes.fromUtf8String(event))
                  .build());
    } catch (SdkException e) {
      throw SdkFailures.write("ask the witness", e);
    }
    // A function that throws or is stopped is a 200 with this mark, and its payload is an error.
    if (response.functionError() != null) {
      throw new PortException(Code.UNAVAILABLE, "ask the witness: its function failed");
    }
    return answer(response);
  }

  private static Witness.Answer answer(InvokeResponse response) {
    byte[] payload = response.payload() == null ? new byte[0] : response.payload().asByteArray();
    try {
      if (payload.length <= MOST_BYTES) {
        String text =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        Map<String, Object> answer = JSON.readObject(text);
        if (answer.keySet().equals(Set.of("status", "content_type", "body"))
            && answer.get("status") instanceof Long status
            && status >= 200
            && status <= 599
            && answer.get("content_type") instanceof String type
            && answer.get("body") instanceof String told) {
          return new Witness.Answer((int) (long) status, type, told);
        }
      }
    } catch (CharacterCodingException | StrictJson.Malformed e) {
      // Said below: what it sent is nothing to repeat.
    }
    throw new PortException(Code.CORRUPT, "a witness's answer that is none");
  }
}
