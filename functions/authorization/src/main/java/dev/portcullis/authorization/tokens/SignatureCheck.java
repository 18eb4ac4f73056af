package dev.portcullis.authorization.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;

/** Checks a signature with the issuer's key; the caller has already fixed the algorithm. */
final class SignatureCheck {
  private SignatureCheck() {}

  /** True only if the signature verifies; whatever else happens is false. */
  static boolean verifies(String token, PublicKey key) {
    try {
      JWSVerifier verifier =
          key instanceof RSAPublicKey rsa
              ? new RSASSAVerifier(rsa)
              : new ECDSAVerifier((ECPublicKey) key);
      return JWSObject.parse(token).verify(verifier);
    } catch (ParseException
        | JOSEException
        | IllegalStateException
        | IllegalArgumentException
        | ClassCastException no) {
      return false;
    }
  }
}
