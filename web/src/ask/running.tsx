import { useEffect, useState } from 'preact/hooks';
import { SqlText } from '../answer/sql-text.tsx';

/** What runs, and for how long; the first second says nothing, since most answers take less. */
export function Running({ what, sql }: { readonly what: string; readonly sql?: string | undefined }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (seconds === 0) return null;
  return (
    <section class="running">
      <p>Working on {what} for {seconds} s. Stop ends it in the database, too.</p>
      {sql !== undefined && <SqlText sql={sql} />}
    </section>
  );
}
