import { Failure } from '../core/errors.ts';
import { type FeatureName, featureNames } from '../core/features.ts';
import { nearest } from '../std/nearest.ts';

/** `NL2SQL_FEATURES=parallel=off,vote=on` of the environment. */
export function featuresOf(environment: Readonly<Record<string, string | undefined>>): Partial<Record<FeatureName, boolean>> {
  const parts = (environment['NL2SQL_FEATURES'] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  return Object.fromEntries(parts.map(featureOf));
}

function featureOf(part: string): [FeatureName, boolean] {
  const [given = '', state] = part.split('=');
  const name = featureNames.find((known) => known === given.trim());
  if (name !== undefined && (state === 'on' || state === 'off')) return [name, state === 'on'];
  const near = nearest(given, featureNames);
  throw new Failure('BAD_CONFIG', `NL2SQL_FEATURES holds "${part}"`, { hints: [name === undefined ? (near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Features: ${featureNames.join(', ')}`) : `Write ${name}=on or ${name}=off.`] });
}
