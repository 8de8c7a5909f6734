import { Failure } from '../../../core/errors.ts';

/** A library that is installed only where it is configured. */
export async function loadOptional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new Failure('BAD_CONFIG', `passwordToken needs the package ${name}, which is not installed`, { hints: [`npm install ${name}`], cause });
  }
}

/** What a library of a cloud says when it gives no token. */
export function withoutToken(cause: unknown): never {
  const said = cause instanceof Error ? cause.message.split('\n')[0]?.slice(0, 200) : undefined;
  const hints = ['See to the credentials of this machine for that cloud, and to what they allow.'];
  throw new Failure('UNAVAILABLE', 'the cloud gives no token in place of a password', { hints, cause, ...(said === undefined ? {} : { where: said }) });
}
