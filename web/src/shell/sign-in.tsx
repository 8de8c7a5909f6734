import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { FailureNote } from './failure.tsx';

/** Asks for the token; the server keeps it as a cookie that this page can't read. */
export function SignIn({ onDone }: { readonly onDone: () => void }) {
  const [token, setToken] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = (event: Event) => {
    event.preventDefault();
    api('POST', 'api/session', { token }).then(onDone, setError);
  };
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <h1>Sign in</h1>
        <p>This server answers those who hold one of its tokens.</p>
        <label for="token">Token</label>
        <input id="token" type="password" autocomplete="current-password" required value={token} onInput={(event) => setToken(event.currentTarget.value)} />
        <button type="submit" class="primary">Sign in</button>
        {error !== undefined && <FailureNote error={error} />}
      </form>
    </main>
  );
}
