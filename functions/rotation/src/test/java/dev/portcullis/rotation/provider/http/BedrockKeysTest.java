package dev.portcullis.rotation.provider.http;

/** {@link BedrockKeys} keeps the contract of every provider. */
final class BedrockKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeIam();
  }
}
