import { stem } from './stem.ts';

/** "has been with us the longest": whoever began first. */
export const tenureOpenings: ReadonlySet<string> = new Set(['been', 'worked', 'served', 'belonged', 'stood', 'waited', 'stayed']);
export const tenureEndings: ReadonlySet<string> = new Set(['longest']);
/** Words between the two that name nothing else. */
export const tenureFillers: ReadonlySet<string> = new Set([
  'the', 'a', 'an', 'for', 'with', 'in', 'on', 'at', 'by', 'of', 'us', 'our', 'we', 'here', 'there', 'around', 'company', 'team', 'firm', 'place', 'house', 'organisation', 'organization',
  'open', 'waiting', 'standing', 'sitting', 'working', 'employed', 'active', 'running', 'going', 'friend', 'member', 'customer', 'client', 'club', 'books', 'staff',
]);
/** "the longest-serving employee". */
export const tenureManners: ReadonlySet<string> = new Set(['serving', 'standing', 'tenured', 'established', 'employed', 'running', 'waiting', 'open']);

/** What the day is called on which it began, as stems, the surest first. */
export const tenureBeginnings: readonly string[] = [
  'hire', 'hired', 'join', 'joined', 'since', 'enrol', 'enroll', 'registered', 'signed', 'start', 'started', 'opened', 'founded', 'created',
  'in', 'received', 'added',
].map(stem);
