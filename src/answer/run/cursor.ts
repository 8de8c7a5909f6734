import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Failure } from '../../core/errors.ts';
import { cursorCharsMax } from '../../core/input-limits.ts';
import type { TieredCache } from '../../core/ports.ts';
import type { Principal } from '../../core/question.ts';
import { digest } from '../../std/digest.ts';

/** Where a next page begins. */
export interface CursorState {
  readonly database: string;
  /** The SQL, or what else is paged. */
  readonly subject: string;
  readonly offset: number;
}

/** What a cursor leaves behind that would be too long with it. */
export type CursorSubject = Pick<CursorState, 'database' | 'subject'>;

export interface CursorCodecOptions {
  readonly secret: Buffer;
  /** Reached by every process that may be asked for the next page; absent where there is no such place: then a cursor carries all, however long. */
  readonly kept?: Pick<TieredCache<CursorSubject>, 'get' | 'set'>;
}

/** What a model repeats should be short. */
const carriedCharsMax = 120;
const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Opaque cursors: compressed and sealed (AES-256-GCM), bound to the principal they were given to, and to what that one could see. */
export class CursorCodec {
  readonly #key: Buffer;
  readonly #options: CursorCodecOptions;
  readonly #audience: string;

  constructor(options: CursorCodecOptions, audience = '') {
    const { secret } = options;
    this.#key = createHash('sha256').update('cursor ').update(secret).digest();
    this.#options = options;
    this.#audience = audience;
  }

  /** For those who see the same, and for nobody else of the same name. */
  for(audience: string): CursorCodec {
    return audience === this.#audience ? this : new CursorCodec(this.#options, audience);
  }

  encode({ database, subject, offset }: CursorState, principal: Principal): string {
    const whole = this.#seal([offset, database, subject], principal);
    if (whole.length <= carriedCharsMax || !this.#options.kept) return whole;
    const key = digest(database, subject);
    this.#options.kept.set(key, { database, subject }, principal);
    return this.#seal([offset, key], principal);
  }

  async decode(cursor: string, principal: Principal): Promise<CursorState> {
    const [offset, first, subject] = this.#open(cursor, principal);
    if (subject !== undefined) return { database: first, subject, offset };
    const found = await this.#options.kept?.get(first, principal);
    if (!found) throw badCursor('the cursor has ended');
    return { ...found.value, offset };
  }

  #seal(state: Carried, principal: Principal): string {
    const iv = randomBytes(ivBytes);
    const sealing = createCipheriv(cipher, this.#key, iv).setAAD(this.#boundTo(principal));
    const sealed = Buffer.concat([sealing.update(deflateRawSync(JSON.stringify(state))), sealing.final()]);
    return Buffer.concat([iv, sealing.getAuthTag(), sealed]).toString('base64url');
  }

  #boundTo(principal: Principal): Buffer {
    return Buffer.from(JSON.stringify([principal, this.#audience]));
  }

  #open(cursor: string, principal: Principal): Carried {
    try {
      const bytes = Buffer.from(cursor.slice(0, cursorCharsMax), 'base64url');
      const opening = createDecipheriv(cipher, this.#key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes }).setAAD(this.#boundTo(principal)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      const opened = Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]);
      // What was sealed by us has the form that we gave it.
      return JSON.parse(inflateRawSync(opened).toString('utf8')) as Carried;
    } catch (error) {
      throw badCursor('the cursor is damaged or was given to somebody else', error);
    }
  }
}

/** The offset with database and subject, or with the key under which they are kept. */
type Carried = readonly [offset: number, database: string, subject: string] | readonly [offset: number, key: string, none?: undefined];

function badCursor(message: string, cause?: unknown): Failure {
  return new Failure('BAD_CURSOR', message, { hints: ['Ask again without the cursor.'], cause });
}

/** As JSON; what does not look like a subject is none. */
export const cursorSubjectCodec = {
  encode: (kept: CursorSubject): string => JSON.stringify(kept),
  decode: (text: string): CursorSubject | undefined => {
    try {
      const value = JSON.parse(text) as Partial<CursorSubject> | null;
      return typeof value?.database === 'string' && typeof value.subject === 'string' ? { database: value.database, subject: value.subject } : undefined;
    } catch {
      return undefined;
    }
  },
};
