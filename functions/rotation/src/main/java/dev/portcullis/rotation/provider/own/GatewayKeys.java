package dev.portcullis.rotation.provider.own;

import dev.portcullis.authorization.keys.ApiKeys;
import dev.portcullis.authorization.keys.KeyChange;
import dev.portcullis.authorization.keys.KeySummary;
import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import dev.portcullis.rotation.provider.MintingProvider;
import dev.portcullis.rotation.provider.ProviderKey;
import java.time.Instant;
import java.util.List;

/**
 * The secrets of one API key of our own gateway; the key's id, and with it budget and scopes, stays
 * the same. Two secrets at most are live.
 */
public final class GatewayKeys implements MintingProvider {
  private static final int MOST_LIVE = 2;

  private final ApiKeys keys;
  private final String id;

  /**
   * The secrets of a key.
   *
   * @param id the key's public id
   */
  public GatewayKeys(ApiKeys keys, String id) {
    this.keys = keys;
    this.id = id;
  }

  @Override
  public Naming naming() {
    return Naming.DEDICATED;
  }

  @Override
  public List<ProviderKey> list() {
    return live().stream()
        .map(
            secret ->
                new ProviderKey(
                    secret.createdAt().toString(), "", secret.createdAt(), secret.lastUsed()))
        .toList();
  }

  private List<KeySummary.SecretState> live() {
    KeySummary key =
        keys.show(id).orElseThrow(() -> new PortException(Code.MISSING, "show the key " + id));
    return key.secrets().stream().filter(KeySummary.SecretState::live).toList();
  }

  @Override
  public Minted mint(String label) {
    if (live().size() >= MOST_LIVE) {
      return new Full();
    }
    if (keys.add(id) instanceof KeyChange.Added added) {
      return new Fresh(added.createdAt().toString(), added.key());
    }
    throw new PortException(Code.INVALID, "add a secret to the key " + id);
  }

  @Override
  public void revoke(String secret) {
    if (!(keys.retire(id, Instant.parse(secret)) instanceof KeyChange.Done)) {
      throw new PortException(Code.INVALID, "retire a secret of the key " + id);
    }
  }
}
