import { useEffect } from 'preact/hooks';
import { useStored } from './stored.ts';

const tabs = [['ask', 'Ask'], ['sql', 'SQL'], ['tables', 'Tables'], ['inbox', 'Inbox'], ['watch', 'Watch']] as const;
export type View = (typeof tabs)[number][0];

/** The view that an address begins with. */
export function viewIn(hash: string): View {
  return tabs.find(([name]) => hash === `#${name}` || hash.startsWith(`#${name}?`))?.[0] ?? 'ask';
}
type Theme = 'auto' | 'light' | 'dark';

const nextTheme: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };

interface HeaderProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  /** Whoever may not teach has no inbox. */
  readonly teaches: boolean;
  readonly principal: string;
  readonly onSignOut: (() => void) | undefined;
}

export function Header({ view, onView, teaches, principal, onSignOut }: HeaderProps) {
  const [theme, setTheme] = useStored<Theme>('nl2sql.theme', 'auto');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const tab = (name: View, text: string) => (
    <a key={name} href={`#${name}`} aria-current={view === name ? 'page' : undefined} onClick={(event) => { event.preventDefault(); onView(name); }}>
      {text}
    </a>
  );
  return (
    <header class="top">
      <span class="mark" aria-hidden="true"><i /><i /><i /></span>
      <h1>NL2SQL</h1>
      <nav aria-label="Views">
        {tabs.filter(([name]) => teaches || name !== 'inbox').map(([name, text]) => tab(name, text))}
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
