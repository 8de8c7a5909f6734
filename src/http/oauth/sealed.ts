import { createHmac, randomBytes } from 'node:crypto';
import { EncryptJWT, jwtDecrypt, type JWTPayload } from 'jose';

/** What a browser keeps for us: it can neither read nor change it, and it ends by itself. */
export class Sealed {
  readonly #key: Uint8Array;

  /** With a secret that replicas share each of them opens what another one sealed. */
  constructor(secret: string | undefined) {
    this.#key = createHmac('sha256', secret ?? randomBytes(32)).update('sealed cookies').digest();
  }

  /** `end` in seconds of the epoch. */
  seal(purpose: string, claims: JWTPayload, end: number): Promise<string> {
    return new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setAudience(purpose).setExpirationTime(end).encrypt(this.#key);
  }

  /** Undefined where it was sealed with another secret or for another purpose, was changed, or has ended. */
  async open(purpose: string, text: string): Promise<JWTPayload | undefined> {
    const options = { audience: purpose, requiredClaims: ['exp'], keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
    return jwtDecrypt(text, this.#key, options).then(({ payload }) => payload, () => undefined);
  }
}
