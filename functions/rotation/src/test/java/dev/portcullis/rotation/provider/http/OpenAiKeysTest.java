package dev.portcullis.rotation.provider.http;

/** {@link OpenAiKeys} keeps the contract of every provider. */
final class OpenAiKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeOpenAi();
  }
}
