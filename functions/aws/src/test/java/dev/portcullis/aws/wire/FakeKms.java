package dev.portcullis.aws.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS KMS with real keys inside: P-256 and Ed25519 sign, a symmetric key wraps under its context.
 *
 * <p>Source: AWS KMS API reference, version 2014-11-01.
 */
public final class FakeKms extends JsonService {
  private static final int NONCE = 12;
  private static final int HEADER = 16;

  private final Map<String, KeyPair> pairs = new HashMap<>();
  private final Map<String, byte[]> symmetric = new HashMap<>();
  private final Set<String> disabled = new HashSet<>();
  private final SecureRandom random = new SecureRandom();

  /** Without keys. */
  public FakeKms() {
    super("TrentService", "1.1", "", WireIdentity.signs("kms"));
    operation("CreateKey", this::createKey);
    operation("DisableKey", this::disableKey);
    operation("GetPublicKey", this::getPublicKey);
    operation("Sign", this::sign);
    operation("Encrypt", this::encrypt);
    operation("Decrypt", this::decrypt);
  }

  private ObjectNode createKey(JsonCall call) {
    String spec = call.text("KeySpec").orElse("SYMMETRIC_DEFAULT");
    call.text("KeyUsage");
    call.end();
    String arn = "arn:aws:kms:" + WireIdentity.REGION + ":123456789012:key/" + UUID.randomUUID();
    try {
      switch (spec) {
        case "SYMMETRIC_DEFAULT" -> {
          byte[] key = new byte[32];
          random.nextBytes(key);
          symmetric.put(arn, key);
        }
        case "ECC_NIST_P256" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec("secp256r1"), random);
          pairs.put(arn, generator.generateKeyPair());
        }
        case "ECC_NIST_EDWARDS25519" ->
            pairs.put(arn, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        default -> throw JsonRefusal.validation("no such KeySpec");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putObject("KeyMetadata").put("Arn", arn).put("KeyId", arn.substring(arn.length() - 36));
    return answer;
  }

  private ObjectNode disableKey(JsonCall call) {
    disabled.add(call.text("KeyId", 1, 2_048));
    call.end();
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode getPublicKey(JsonCall call) {
    String arn = known(call, pairs);
    call.end();
    boolean edwards = edwards(arn);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("KeyId", arn);
    answer.put("PublicKey", base64(pairs.get(arn).getPublic().getEncoded()));
    answer.put("KeySpec", edwards ? "ECC_NIST_EDWARDS25519" : "ECC_NIST_P256");
    answer.put("KeyUsage", "SIGN_VERIFY");
    answer.putArray("SigningAlgorithms").add(edwards ? "ED25519_SHA_512" : "ECDSA_SHA_256");
    return answer;
  }

  private ObjectNode sign(JsonCall call) {
    String arn = known(call, pairs);
    byte[] message = call.bytes("Message", 1, 4_096);
    String type = call.text("MessageType").orElse("RAW");
    String algorithm = call.text("SigningAlgorithm", 1, 64);
    call.end();
    if (!algorithm.equals(edwards(arn) ? "ED25519_SHA_512" : "ECDSA_SHA_256")) {
      throw new JsonRefusal("InvalidKeyUsageException", "another algorithm than the key's");
    }
    if (!type.equals("RAW") && (edwards(arn) || !type.equals("DIGEST") || message.length != 32)) {
      throw JsonRefusal.validation("MessageType does not fit");
    }
    String name =
        edwards(arn) ? "Ed25519" : type.equals("RAW") ? "SHA256withECDSA" : "NONEwithECDSA";
    try {
      Signature signature = Signature.getInstance(name);
      signature.initSign(pairs.get(arn).getPrivate());
      signature.update(message);
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("KeyId", arn).put("SigningAlgorithm", algorithm);
      return answer.put("Signature", base64(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode encrypt(JsonCall call) {
    String arn = known(call, symmetric);
    byte[] plain = call.bytes("Plaintext", 1, 4_096);
    String context = context(call);
    call.end();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] header = header(arn);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, arn, nonce, header, context).doFinal(plain);
      byte[] blob =
          ByteBuffer.allocate(HEADER + NONCE + sealed.length)
              .put(header)
              .put(nonce)
              .put(sealed)
              .array();
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("KeyId", arn).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
      return answer.put("CiphertextBlob", base64(blob));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode decrypt(JsonCall call) {
    String arn = known(call, symmetric);
    byte[] blob = call.bytes("CiphertextBlob", 1, 6_144);
    String context = context(call);
    call.end();
    if (blob.length <= HEADER + NONCE + 16) {
      throw new JsonRefusal("InvalidCiphertextException", "");
    }
    byte[] header = Arrays.copyOf(blob, HEADER);
    boolean another =
        symmetric.keySet().stream()
            .anyMatch(key -> !key.equals(arn) && Arrays.equals(header(key), header));
    if (another) {
      throw new JsonRefusal("IncorrectKeyException", "The key ID is another one");
    }
    try {
      byte[] nonce = Arrays.copyOfRange(blob, HEADER, HEADER + NONCE);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, arn, nonce, header, context)
              .doFinal(blob, HEADER + NONCE, blob.length - HEADER - NONCE);
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      answer.put("KeyId", arn).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
      return answer.put("Plaintext", base64(plain));
    } catch (GeneralSecurityException e) {
      throw new JsonRefusal("InvalidCiphertextException", "");
    }
  }

  private String known(JsonCall call, Map<String, ?> keys) {
    String arn = call.text("KeyId", 1, 2_048);
    if (disabled.contains(arn)) {
      throw new JsonRefusal("DisabledException", arn + " is disabled.");
    }
    if (!keys.containsKey(arn)) {
      throw new JsonRefusal("NotFoundException", "Key '" + arn + "' does not exist");
    }
    return arn;
  }

  private boolean edwards(String arn) {
    return pairs.get(arn).getPublic().getAlgorithm().equals("EdDSA");
  }

  /** Ours always has exactly one member; a key wrapped without a context opens under any. */
  private static String context(JsonCall call) {
    ObjectNode context = call.object("EncryptionContext");
    if (context.size() != 1) {
      throw JsonRefusal.validation("EncryptionContext has not one member");
    }
    return context.toString();
  }

  private static byte[] header(String arn) {
    UUID id = UUID.fromString(arn.substring(arn.length() - 36));
    return ByteBuffer.allocate(HEADER)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private Cipher cipher(int mode, String arn, byte[] nonce, byte[] header, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(symmetric.get(arn), "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
