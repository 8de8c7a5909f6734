import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OfferWire, SessionWire } from '../../src/core/wire.ts';
import { Ask } from './ask/ask.tsx';
import { historyKey } from './ask/history.tsx';
import { Inbox } from './inbox/inbox.tsx';
import { api } from './shell/api.ts';
import { FailureNote } from './shell/failure.tsx';
import { Header, type View, viewIn } from './shell/header.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { forget } from './shell/stored.ts';
import { sqlHistoryKey, SqlView } from './sql/sql-view.tsx';
import './styles/index.css';
import { TablesView } from './tables/tables-view.tsx';
import { Watch } from './watch/watch.tsx';

function Page() {
  const [session, setSession] = useState<SessionWire>();
  const [offer, setOffer] = useState<OfferWire>();
  const [error, setError] = useState<unknown>();
  const [view, visited, setView] = useView();

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
    if (offer) for (const key of [historyKey, sqlHistoryKey]) forget(key(offer.principal));
    // What was asked stands in the address, too.
    void api('DELETE', 'api/session').finally(() => location.replace(location.pathname));
  };
  if (error !== undefined) return <main class="sign-in"><FailureNote error={error} /></main>;
  if (!session) return null;
  if (session.principal === null) return <SignIn session={session} onDone={load} />;
  if (!offer) return null;
  return (
    <>
      <Header view={view} teaches={offer.databases.some(({ teaches }) => teaches) && offer.tools.includes('teach')} onView={setView} principal={offer.principal} onSignOut={session.needs_token ? signOut : undefined} />
      <main>
        <div hidden={view !== 'ask'}><Ask offer={offer} /></div>
        {visited.has('sql') && <div hidden={view !== 'sql'}><SqlView offer={offer} /></div>}
        {visited.has('tables') && <div hidden={view !== 'tables'}><TablesView offer={offer} /></div>}
        {view === 'inbox' && <Inbox offer={offer} />}
        {view === 'watch' && <Watch />}
      </main>
    </>
  );
}

/** The view is in the address, so that it can be linked to and gone back from. Those that were left keep their address, and what is under way in them. */
function useView(): readonly [View, ReadonlyMap<View, string>, (view: View) => void] {
  const [visited, setVisited] = useState<ReadonlyMap<View, string>>(() => new Map([[viewIn(location.hash), location.hash]]));
  useEffect(() => {
    const follow = () => setVisited((before) => new Map([...before, [viewIn(location.hash), location.hash]]));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [viewIn(location.hash), visited, (next) => (location.hash = visited.get(next) ?? `#${next}`)];
}

const root = document.getElementById('root');
if (root) render(<Page />, root);
