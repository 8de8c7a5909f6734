import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OfferWire, SessionWire } from '../../src/core/wire.ts';
import { Ask } from './ask/ask.tsx';
import { api } from './shell/api.ts';
import { FailureNote } from './shell/failure.tsx';
import { Header, type View } from './shell/header.tsx';
import { SignIn } from './shell/sign-in.tsx';
import './styles/index.css';
import { Watch } from './watch/watch.tsx';

function Page() {
  const [session, setSession] = useState<SessionWire>();
  const [offer, setOffer] = useState<OfferWire>();
  const [error, setError] = useState<unknown>();
  const [view, setView] = useView();

  const load = () => {
    api<SessionWire>('GET', 'api/session')
      .then(async (found) => {
        setSession(found);
        if (found.principal !== null) setOffer(await api<OfferWire>('GET', 'api/tools'));
      })
      .catch(setError);
  };
  useEffect(load, []);

  const signOut = () => {
    void api('DELETE', 'api/session').finally(() => location.reload());
  };
  if (error !== undefined) return <main class="sign-in"><FailureNote error={error} /></main>;
  if (!session) return null;
  if (session.principal === null) return <SignIn onDone={load} />;
  if (!offer) return null;
  return (
    <>
      <Header view={view} onView={setView} principal={offer.principal} onSignOut={session.needs_token ? signOut : undefined} />
      <main>
        <div hidden={view !== 'ask'}><Ask offer={offer} /></div>
        {view === 'watch' && <Watch />}
      </main>
    </>
  );
}

/** The view is in the address, so that it can be linked to and gone back from. */
function useView(): readonly [View, (view: View) => void] {
  const read = (): View => (location.hash === '#watch' ? 'watch' : 'ask');
  const [view, setView] = useState<View>(read);
  useEffect(() => {
    const follow = () => setView(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [view, (next) => (location.hash = next === 'watch' ? '#watch' : '#ask')];
}

const root = document.getElementById('root');
if (root) render(<Page />, root);
