package dev.portcullis.aws.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The runtime client's native library in a file of its own, for all processes of this test.
 *
 * <p>Left alone, each process writes it to one fixed place under {@code /tmp} at its start: right
 * on Lambda, where a machine has one function, and the end of whoever is just loading it here.
 */
final class NativeLibrary {
  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private static final Path FILE = unpacked();

  private NativeLibrary() {}

  /** The option by which the runtime client finds it. */
  static String option() {
    return "-D" + PROPERTY + "=" + FILE;
  }

  private static Path unpacked() {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Path musl = Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1");
    String name =
        "/jni/libaws-lambda-jni.%s-%s.so"
            .formatted(Files.exists(musl) ? "linux_musl" : "linux", arm ? "aarch_64" : "x86_64");
    try (InputStream library = NativeLibrary.class.getResourceAsStream(name)) {
      if (library == null) {
        throw new AssertionError("the runtime client has no " + name);
      }
      Path file = Files.createTempFile("runtime-client-", ".so");
      file.toFile().deleteOnExit();
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
