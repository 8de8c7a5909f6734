import { createHash, timingSafeEqual } from 'node:crypto';
import { localPrincipal, type Principal } from '../core/question.ts';

export interface Token {
  readonly name: string;
  readonly token: string;
}

/** Who sends an Authorization header: the name of its token, `local` where no tokens are configured, or nobody. */
export class Authenticator {
  readonly #tokens: readonly { readonly name: string; readonly digest: Buffer }[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens.map(({ name, token }) => ({ name, digest: digestOf(token) }));
  }

  principalOf(authorization: string | undefined): Principal | undefined {
    if (this.#tokens.length === 0) return localPrincipal;
    const given = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) return undefined;
    // Every token is compared, by digests of one length, so that time tells nothing.
    const digest = digestOf(given);
    return this.#tokens.filter((token) => timingSafeEqual(token.digest, digest)).at(0)?.name;
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
