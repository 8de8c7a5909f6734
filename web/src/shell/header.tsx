import { useEffect } from 'preact/hooks';
import { useStored } from './stored.ts';

export type View = 'ask' | 'watch';
type Theme = 'auto' | 'light' | 'dark';

const nextTheme: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };

export function Header({ view, onView, principal, onSignOut }: { readonly view: View; readonly onView: (view: View) => void; readonly principal: string; readonly onSignOut: (() => void) | undefined }) {
  const [theme, setTheme] = useStored<Theme>('nl2sql.theme', 'auto');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const tab = (name: View, text: string) => (
    <a href={`#${name}`} aria-current={view === name ? 'page' : undefined} onClick={(event) => { event.preventDefault(); onView(name); }}>
      {text}
    </a>
  );
  return (
    <header class="top">
      <span class="mark" aria-hidden="true"><i /><i /><i /></span>
      <h1>NL2SQL</h1>
      <nav aria-label="Views">
        {tab('ask', 'Ask')}
        {tab('watch', 'Watch')}
      </nav>
      <div class="top-end">
        <button type="button" class="quiet" onClick={() => setTheme(nextTheme[theme])} aria-label={`Theme: ${theme}. Change it`}>
          {theme === 'auto' ? 'Auto' : theme === 'light' ? 'Light' : 'Dark'}
        </button>
        {onSignOut && <button type="button" class="quiet" onClick={onSignOut} title={`Signed in as ${principal}`}>Sign out</button>}
      </div>
    </header>
  );
}
