package dev.portcullis.rotation.provider;

/**
 * Whoever issues a credential. What it can do decides how the credential is replaced, so each
 * ability is an interface of its own.
 *
 * <p>For all of them: failures are {@link dev.portcullis.ports.PortException}. After TIMEOUT an
 * effect may or may not have happened. A key's id is the provider's public name of it, 1 to 512
 * characters, and no secret.
 */
public sealed interface CredentialProvider
    permits FederatedProvider,
        MintingProvider,
        SlotProvider,
        ReadableProvider,
        DisableOnlyProvider,
        OwnKeyProvider {}
