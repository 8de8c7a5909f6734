import type { OfferWire } from '../../../src/core/wire.ts';

/** Which database; nothing where there is but one. */
export function DatabaseChoice({ offer, chosen, onChoose }: { readonly offer: OfferWire; readonly chosen: string; readonly onChoose: (name: string) => void }) {
  if (offer.databases.length < 2) return null;
  return (
    <select aria-label="Database" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      {offer.databases.map(({ name }) => <option key={name} value={name}>{name}</option>)}
    </select>
  );
}
