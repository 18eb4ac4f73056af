package dev.portcullis.rotation.provider.http;

/** {@link AnthropicKeys} keeps the contract of every provider. */
final class AnthropicKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeAnthropic();
  }
}
