package dev.portcullis.rotation.provider.http;

/** {@link GoogleApiKeys} keeps the contract of every provider. */
final class GoogleApiKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeGoogle();
  }
}
