import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface MenuOption {
  readonly label: string;
  /** Options of one kind stand together, under these words. */
  readonly among?: string | undefined;
}

interface MenuProps<O extends MenuOption> {
  readonly children: ComponentChildren;
  readonly class: string;
  /** What the list is of, for whoever hears the page. */
  readonly label: string;
  readonly options: readonly O[];
  readonly busy: boolean;
  readonly onTake: (option: O) => void;
}

/** A button that opens a list of buttons; Escape, a click elsewhere and the choice close it. Arrows go through it. */
export function Menu<O extends MenuOption>({ children, label, options, busy, onTake, class: kind }: MenuProps<O>) {
  const [place, setPlace] = useState<Place>();
  const open = place !== undefined;
  const close = () => setPlace(undefined);
  const host = useRef<HTMLSpanElement>(null);
  const list = useId();
  useEffect(() => {
    if (!open) return undefined;
    const outside = ({ target }: Event) => !(target instanceof Node && host.current?.contains(target)) && close();
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    addEventListener('scroll', outside, true);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
      removeEventListener('scroll', outside, true);
    };
  }, [open]);

  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      close();
      host.current?.querySelector('button')?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !open) return;
    event.preventDefault();
    const buttons = [...(host.current?.querySelectorAll('button') ?? [])];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  };

  return (
    <span class="menu" ref={host} onKeyDown={move}>
      <button type="button" class={kind} aria-expanded={open} aria-controls={list} disabled={busy} onClick={(event) => setPlace(open ? undefined : placeBelow(event.currentTarget))}>{children}</button>
      <span class="menu-list" id={list} role="group" aria-label={label} hidden={!open} style={place}>
        {open && groupsOf(options).map(([among, members]) => (
          <span key={among} class="menu-group">
            {among !== '' && <small>{among}</small>}
            {members.map((option) => (
              <button key={option.label} type="button" onClick={() => { close(); onTake(option); }}>{option.label}</button>
            ))}
          </span>
        ))}
      </span>
    </span>
  );
}

/** A type, since an interface is no dictionary of styles. */
type Place = {
  readonly left?: string;
  readonly right?: string;
  readonly maxHeight: string;
  readonly top?: string;
  readonly bottom?: string;
};

const heightMax = 304;
const gap = 4;

/** Below the button, or above it where there is more room, and to the middle of the window; over whatever scrolls around it. */
function placeBelow(button: HTMLElement): Place {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const [below, above] = [innerHeight - bottom - 3 * gap, top - 3 * gap];
  const across = left < innerWidth / 2 ? { left: `${left}px` } : { right: `${innerWidth - right}px` };
  const isBelow = below >= heightMax || below >= above;
  const maxHeight = `${Math.min(isBelow ? below : above, heightMax)}px`;
  return { ...across, maxHeight, ...(isBelow ? { top: `${bottom + gap}px` } : { bottom: `${innerHeight - top + gap}px` }) };
}

function groupsOf<O extends MenuOption>(options: readonly O[]): (readonly [string, readonly O[]])[] {
  const groups = new Map<string, O[]>();
  for (const option of options) groups.set(option.among ?? '', [...(groups.get(option.among ?? '') ?? []), option]);
  return [...groups];
}
