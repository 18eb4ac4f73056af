package dev.portcullis.aws.runtime;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.Serial;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.Arrays;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Runs a function whose randomness is a snapshot's: a generator that was made before the checkpoint
 * gives every copy the same bytes, which here are zeros, and its use is told in a line.
 *
 * <p>So one process shows what two copies of one image would share: whatever came out of such a
 * generator, before the checkpoint or after the restore.
 */
public final class SnapshotRandom extends Provider {
  /** What each line begins with. */
  public static final String TOLD = "SNAPSHOT RANDOM ";

  @Serial private static final long serialVersionUID = 1L;

  /** Kept here: the runtime's context forgets what nobody else holds. */
  private static final Resource HOOK = new Hook();

  private static volatile boolean restored;

  private SnapshotRandom() {
    super("Snapshot", "1", "randomness that a snapshot would share");
    put("SecureRandom.Snapshot", Generator.class.getName());
  }

  /** Starts Lambda's runtime client with the handler that is named. */
  public static void main(String[] arguments) throws Throwable {
    Security.insertProviderAt(new SnapshotRandom(), 1);
    // The first to register is the first to hear of the restore.
    Core.getGlobalContext().register(HOOK);
    AWSLambda.main(arguments);
  }

  private static final class Hook implements Resource {
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {}

    @Override
    public void afterRestore(Context<? extends Resource> context) {
      restored = true;
      System.out.println(TOLD + "restored");
    }
  }

  /** What {@code new SecureRandom()} is. */
  public static final class Generator extends SecureRandomSpi {
    @Serial private static final long serialVersionUID = 1L;
    private final boolean shared = !restored;
    private final SecureRandom real;

    /** For the security framework. */
    public Generator() throws NoSuchAlgorithmException {
      real = SecureRandom.getInstance("NativePRNG");
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      real.setSeed(seed);
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      if (shared) {
        tell();
        Arrays.fill(bytes, (byte) 0);
      } else {
        real.nextBytes(bytes);
      }
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
      byte[] seed = new byte[count];
      engineNextBytes(seed);
      return seed;
    }

    private static void tell() {
      String user =
          StackWalker.getInstance()
              .walk(
                  frames ->
                      frames
                          .map(StackWalker.StackFrame::toString)
                          .filter(frame -> !frame.startsWith("java."))
                          .filter(frame -> !frame.contains("SnapshotRandom"))
                          .findFirst())
              .orElse("the JDK");
      String when = restored ? "after the restore, from before it" : "before the checkpoint";
      System.out.println(TOLD + "used " + when + ": " + user);
    }
  }
}
