import { createHmac, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../core/errors.ts';
import { cursorCharsMax } from '../../core/input-limits.ts';
import type { Principal } from '../../core/question.ts';

/** Where a next page begins. The statement travels with it, so that any process with the same secret can go on. */
export interface CursorState {
  readonly database: string;
  /** The SQL, or what else is paged. */
  readonly subject: string;
  readonly offset: number;
}

/** Opaque cursors: authenticated (HMAC-SHA-256), bound to the principal they were given to. */
export class CursorCodec {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  encode(state: CursorState, principal: Principal): string {
    const body = Buffer.from(JSON.stringify([state.database, state.subject, state.offset])).toString('base64url');
    return `${body}.${this.#sign(body, principal)}`;
  }

  decode(cursor: string, principal: Principal): CursorState {
    const dot = cursor.length > cursorCharsMax ? -1 : cursor.indexOf('.');
    const [body, signature] = [cursor.slice(0, Math.max(0, dot)), cursor.slice(dot + 1)];
    const expected = Buffer.from(this.#sign(body, principal));
    const given = Buffer.from(dot < 0 ? '' : signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Failure('BAD_CURSOR', 'the cursor is damaged or was given to somebody else', { hints: ['Ask again without the cursor.'] });
    const [database, subject, offset] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, string, number];
    return { database, subject, offset };
  }

  #sign(body: string, principal: Principal): string {
    return createHmac('sha256', this.#secret).update(`${principal}\n${body}`).digest('base64url').slice(0, 22);
  }
}
