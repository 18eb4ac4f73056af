package dev.portcullis.rotation.provider.http;

/** {@link AzureAccountKeys} keeps the contract of every provider. */
final class AzureAccountKeysTest extends HttpProviderContract {
  @Override
  FakeServer fake() throws Exception {
    return new FakeAzure();
  }
}
