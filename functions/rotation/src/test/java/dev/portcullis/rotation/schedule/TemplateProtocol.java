package dev.portcullis.rotation.schedule;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.SecretStore;
import dev.portcullis.ports.SecretText;
import dev.portcullis.ports.SecretVersions;
import dev.portcullis.rotation.StepOutcome;
import dev.portcullis.rotation.Trigger;
import dev.portcullis.rotation.provider.MintingProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The protocol of the rotation templates that everyone copies, for a provider that shows a key
 * once: mint in create, delete the former key in finish, and nothing more once the new version is
 * current. Here so that the checker is seen to fail.
 */
final class TemplateProtocol implements Protocol {
  private final SecretStore secrets;
  private final SecretVersions versions;
  private final MintingProvider provider;
  private final Map<String, String> keyIds = new HashMap<>();

  TemplateProtocol(SecretStore secrets, SecretVersions versions, MintingProvider provider) {
    this.secrets = secrets;
    this.versions = versions;
    this.provider = provider;
  }

  @Override
  public StepOutcome handle(Trigger trigger) {
    try {
      return step(trigger);
    } catch (PortException failure) {
      return new StepOutcome.Failed(failure.code().name());
    }
  }

  private StepOutcome step(Trigger trigger) {
    Optional<SecretStore.Secret> current = secrets.fresh(World.SECRET);
    if (current.map(secret -> secret.version().equals(trigger.token())).orElse(false)) {
      return new StepOutcome.Done();
    }
    switch (trigger.step().orElseThrow()) {
      case CREATE -> {
        if (secrets.read(World.SECRET, trigger.token()).isEmpty()) {
          if (!(provider.mint(trigger.token()) instanceof MintingProvider.Fresh fresh)) {
            return new StepOutcome.Failed("LIMIT");
          }
          // The template's secret is JSON with the key's id in it; this map stands for that.
          keyIds.put(fresh.value().reveal(), fresh.id());
          versions.stage(World.SECRET, trigger.token(), fresh.value());
        }
      }
      case FINISH -> {
        String before = current.map(SecretStore.Secret::version).orElse(SecretVersions.NONE);
        versions.promote(World.SECRET, trigger.token(), before);
        current.ifPresent(old -> provider.revoke(keyIds.get(old.value().reveal())));
      }
      default -> {
        // Nothing to set, and a test that finds the new key working.
      }
    }
    return new StepOutcome.Done();
  }

  @Override
  public void reconcile() {
    // The template has no such thing.
  }

  @Override
  public StepOutcome handOver(SecretText value) {
    throw new IllegalStateException("the template knows no person");
  }

  @Override
  public boolean underWay() {
    return versions.versions(World.SECRET).stream().count() > 2;
  }
}
