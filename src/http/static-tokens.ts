import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller, Scope } from '../core/caller.ts';
import type { Principal } from '../core/question.ts';

export interface Token {
  readonly name: string;
  readonly token: string;
  readonly teaches?: boolean | undefined;
  readonly operates?: boolean | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly claims?: Readonly<Record<string, string>> | undefined;
}

/** A signed-in browser is asked again after this time. */
export const sessionSeconds = 12 * 60 * 60;

interface KnownToken {
  readonly caller: Caller;
  readonly digest: Buffer;
}

/** The tokens that the operator wrote into the configuration; the principal is a token's name. */
export class StaticTokens {
  readonly #tokens: readonly KnownToken[];

  /** `isAlone`: nobody else can call, so that what is taught or reset is nobody else's. */
  constructor(tokens: readonly Token[], { isAlone }: { readonly isAlone: boolean }) {
    this.#tokens = tokens.map((token) => ({ caller: callerOf(token, isAlone), digest: digestOf(token.token) }));
  }

  get isEmpty(): boolean {
    return this.#tokens.length === 0;
  }

  knows(principal: Principal): boolean {
    return this.#tokens.some(({ caller }) => caller.principal === principal);
  }

  callerOf(token: string): Caller | undefined {
    return this.#find(token)?.caller;
  }

  callerOfSession(cookie: string): Caller | undefined {
    const [name = '', end = '', signature = ''] = cookie.split('~');
    const known = this.#tokens.find(({ caller }) => caller.principal === name);
    if (!known || Number(end) * 1_000 < Date.now()) return undefined;
    return timingSafeEqual(digestOf(signature), digestOf(signatureOf(`${name}~${end}`, known))) ? known.caller : undefined;
  }

  /**
   * What a cookie holds for a right token: the name, the time of its end and a signature made with the token's digest. Any
   * replica with the same tokens can check it, it does not give the token away, and it ends when the token is taken back.
   */
  signIn(token: string, now: number): string | undefined {
    const known = this.#find(token);
    if (!known) return undefined;
    const claim = `${known.caller.principal}~${Math.floor(now / 1_000) + sessionSeconds}`;
    return `${claim}~${signatureOf(claim, known)}`;
  }

  #find(given: string): KnownToken | undefined {
    // Every token is compared, by digests of one length, so that time tells nothing.
    const digest = digestOf(given);
    return this.#tokens.filter((token) => timingSafeEqual(token.digest, digest)).at(0);
  }
}

/** Among several tokens none does what all others notice unless the operator says so. */
function callerOf({ name, teaches, operates, roles = [], claims = {} }: Token, isAlone: boolean): Caller {
  const scopes: Scope[] = ['read', ...((teaches ?? isAlone) ? (['teach'] as const) : []), ...((operates ?? isAlone) ? (['operate'] as const) : [])];
  return { principal: name, scopes, roles, claims: { sub: name, ...claims } };
}

function signatureOf(claim: string, { digest }: KnownToken): string {
  return createHmac('sha256', digest).update(`session ${claim}`).digest('base64url');
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
