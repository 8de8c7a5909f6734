import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Caller } from '../../core/caller.ts';
import { toFailure } from '../../core/errors.ts';
import { Bulkhead } from '../../std/bulkhead.ts';
import { SingleFlight } from '../../std/single-flight.ts';
import type { AccessTokens } from '../authenticate.ts';
import type { Challenge } from '../challenge.ts';
import { sessionSeconds } from '../static-tokens.ts';
import { callerOf } from './claims.ts';
import { metadataAddress } from './metadata.ts';
import type { OAuthOptions } from './options.ts';
import type { Sealed } from './sealed.ts';
import { InvalidToken, type TokenReader } from './token-reader.ts';

/** For so long a token that was read is believed: one that is taken back holds no longer. */
const believedMs = 60_000;
const tokensMax = 1_000;
const purpose = 'session';
/** What browsers keep in a cookie. */
const cookieCharsMax = 3_800;

interface Known {
  readonly claims: JWTPayload;
  readonly until: number;
}

/** Access tokens of the authorization server, each read once a minute; and sessions of browsers, which hold the claims of one. */
export class OAuthTokens implements AccessTokens {
  readonly metadata: string;
  readonly #read: TokenReader;
  readonly #sealed: Sealed;
  readonly #options: OAuthOptions;
  /** By the digest of the token; the longest known first. */
  readonly #known = new Map<string, Known>();
  readonly #flights = new SingleFlight<Known>();
  /** Whoever sends many wrong tokens has the authorization server asked about a few at a time. */
  readonly #reading = new Bulkhead({ concurrency: 8, waitingMax: 100, waitMsMax: 10_000 });

  constructor(read: TokenReader, sealed: Sealed, options: OAuthOptions) {
    this.#read = read;
    this.#sealed = sealed;
    this.#options = options;
    this.metadata = metadataAddress(options.resource);
  }

  async callerOf(token: string): Promise<Caller | Challenge> {
    try {
      return callerOf((await this.#knownOf(token)).claims, this.#options);
    } catch (error) {
      return challengeOf(error);
    }
  }

  async callerOfSession(cookie: string): Promise<Caller | undefined> {
    const { caller } = (await this.#sealed.open(purpose, cookie)) ?? {};
    // Nobody but us could seal it.
    return caller as Caller | undefined;
  }

  /** The session of a browser for a token that is good: it lasts no longer than that. Rejects as `TokenReader` does. */
  async session(token: string): Promise<{ readonly value: string; readonly seconds: number }> {
    const { claims } = await this.#knownOf(token);
    const now = Math.floor(Date.now() / 1_000);
    const end = Math.min(claims.exp ?? Infinity, now + sessionSeconds);
    const value = await this.#sealed.seal(purpose, { caller: callerOf(claims, this.#options) }, end);
    if (value.length > cookieCharsMax) throw new InvalidToken('the token holds more than fits into a cookie');
    return { value, seconds: end - now };
  }

  async #knownOf(token: string): Promise<Known> {
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.#known.get(digest);
    if (known && known.until > Date.now()) return known;
    this.#known.delete(digest);
    return this.#flights.run(digest, () => this.#reading.run('', async () => this.#keep(digest, await this.#read(token))));
  }

  #keep(digest: string, claims: JWTPayload): Known {
    const known = { claims, until: Math.min(Date.now() + believedMs, (claims.exp ?? Infinity) * 1_000) };
    this.#known.set(digest, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > tokensMax && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}

function challengeOf(error: unknown): Challenge {
  if (error instanceof InvalidToken) return { status: 401, error: 'invalid_token', message: error.message, scope: 'read' };
  return { status: 503, message: toFailure(error).message };
}
