import { useState } from 'preact/hooks';
import type { SessionWire } from '../../../src/core/wire.ts';
import { signIn } from './api.ts';
import { FailureNote } from './failure.tsx';

/** Where to sign in: at the authorization server, or with a token, which the server keeps as a cookie that this page can't read. */
export function SignIn({ session, onDone }: { readonly session: SessionWire; readonly onDone: () => void }) {
  return (
    <main class="sign-in">
      {session.sign_in !== null && <AtAuthorizationServer address={session.sign_in} />}
      {session.takes_tokens && <WithToken onDone={onDone} />}
      {session.sign_in === null && !session.takes_tokens && <p>This server answers hosts that sign in by OAuth; the page is not registered for that (http.oauth.client).</p>}
    </main>
  );
}

function AtAuthorizationServer({ address }: { readonly address: string }) {
  return (
    <section>
      <h1>Sign in</h1>
      <p>Your organisation signs you in, and brings you back here.</p>
      <a class="primary" href={address}>Sign in with your account</a>
    </section>
  );
}

function WithToken({ onDone }: { readonly onDone: () => void }) {
  const [token, setToken] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = (event: Event) => {
    event.preventDefault();
    signIn(token).then(onDone, setError);
  };
  return (
    <form onSubmit={submit}>
      <h1>Sign in</h1>
      <p>This server answers those who hold one of its tokens.</p>
      <label for="token">Token</label>
      <input id="token" type="password" autocomplete="current-password" required value={token} onInput={(event) => setToken(event.currentTarget.value)} />
      <button type="submit" class="primary">Sign in</button>
      {error !== undefined && <FailureNote error={error} />}
    </form>
  );
}
