package dev.portcullis.rotation.provider.http;

/** {@link OpenRouterKeys} keeps the contract of every provider. */
final class OpenRouterKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeOpenRouter();
  }
}
