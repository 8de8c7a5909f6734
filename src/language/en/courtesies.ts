/** Verbs with which people ask to be told, behind "could you" and the like. */
const tell = '(?:tell|give|show|list|get|let|pull|check|find|look|work|help|send|provide|see|have|know|hear|count(?=\\s+(?:up\\s+)?how)|confirm|share|name|dig|ask|explain)';
const telling = '(?:telling|giving|showing|listing|getting|letting|pulling|checking|finding|looking|working|sending|sharing|counting)';
const behind = "(?:\\s+(?:me|us))?(?:\\s+(?:out|up|know|see|into))?(?:\\s+(?:how it is that|if|whether(?= you)))?";

/** What people prepare figures for, and whom: "for the next board meeting I need", "for the accountant:". Any other noun may be whom the question is about: "for our business customers: how many orders". */
const occasionKinds = [
  'annual', 'yearly', 'quarterly', 'monthly', 'weekly', 'daily', 'year-end', 'next', 'upcoming', 'today.?s', 'tomorrow.?s', 'internal', 'board', 'council', 'management', 'team', 'staff', 'press',
  'budget', 'planning', 'payroll', 'sustainability', 'compliance', 'safety', 'licen[cs]e', 'tax',
].join('|');
const occasions = [
  'meeting', 'report', 'review', 'presentation', 'slides?', 'deck', 'talk', 'speech', 'call', 'interview', 'handover', 'agenda', 'minutes', 'brochure', 'flyer', 'leaflet', 'poster', 'newsletter',
  'website', 'press release', 'dashboard', 'summary', 'statistics', 'stats', 'tax return', 'paperwork', 'audit', 'auditors?', 'accountants?', 'bookkeepers?', 'taxman', 'tax office', 'board',
  'council', 'boss', 'agm',
].join('|');
const preparing = `(?:(?:${occasionKinds})\\s+)*(?:${occasions})`;

/** How a question may begin before it asks anything, the longest first; each is dropped as often as it stands there. */
const openings: readonly RegExp[] = [
  String.raw`(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?: there| all| team| everyone| folks)?\s*[,!.:-]*`,
  String.raw`(?:sorry|excuse me|quick question|one more thing|question|ok|okay|so|well|um)\s*[,!.:-]+`,
  String.raw`(?:for|before) (?:the|my|our|a) ${preparing}[,:]?\s+(?:i|we)(?:'d|\s+would|\s+will|\s+must)?\s+(?:need|like|want|have)(?:\s+to(?:\s+(?:know|see|have|get|find out))?)?`,
  String.raw`(?:for|before) (?:the|my|our|a) ${preparing}\s*:`,
  `(?:(?:could|can|cn|would|will|may|might)\\s+(?:you|u|someone|somebody|anyone|anybody|i|we))(?:\\s+(?:please|kindly|possibly|just|quickly|maybe|perhaps|be so kind as to|be able to))*\\s+${tell}${behind}`,
  '(?:could|can|cn|would|will)\\s+(?:you|u|someone|somebody|anyone|anybody|i|we)(?:\\s+(?:please|kindly|possibly|just|quickly|maybe))*(?=\\s+count\\s)',
  `would\\s+you\\s+mind\\s+${telling}${behind}`,
  `would\\s+it\\s+be\\s+possible\\s+to\\s+${tell}${behind}`,
  String.raw`i(?:'d|\s+would|\s+just)?\s+(?:wanna|(?:like|love|want|need|be (?:glad|happy|interested|curious|grateful))(?:\s+to)?)\s+(?:know|see|have|get|find out|understand|learn|hear)`,
  String.raw`(?:i|we)\s+(?:am\s+|was\s+|'m\s+|were\s+)?(?:just\s+)?(?:wonder(?:ing)?|curious)(?:\s+(?:if you (?:know|could tell me)))?\s*,?`,
  String.raw`(?:do|would|might)\s+(?:you|we|anyone|anybody)\s+(?:happen to\s+)?know`,
  String.raw`(?:my|our|the)\s+[a-z]+\s+(?:wants?|needs?|would\s+like|is\s+asking|keeps\s+asking|asked)(?:\s+(?:me|us))?(?:\s+to\s+(?:know|see|have|find out))?(?:\s+(?:if|whether))?`,
  String.raw`(?:i|we)\s+(?:just\s+|really\s+|only\s+)?need(?:\s+a\s+list\s+of)?`,
  String.raw`(?:if (?:possible|you can|you don't mind)|when(?:ever)? you (?:have|get|find) (?:a|the) (?:minute|moment|second|sec|chance|time)|out of (?:interest|curiosity)|just out of curiosity|by the way|btw)\s*,?`,
  String.raw`(?:any idea|remind me|let me (?:know|see)|kindly|please|pls|plz)\s*,?`,
].map((source) => new RegExp(`^\\s*${source}(?=[\\s,:!.]|$)`, 'i'));

/** How it may end after it has asked. */
const endings: readonly RegExp[] = [
  'please|pls|plz|kindly|thanks(?: a lot| in advance| so much)?|thank you(?: very much| so much)?|thx|ty|cheers',
  "if possible|if you (?:don't|do not|dont) mind|if you can|if that'?s possible|would you|for me|when(?:ever)? you (?:have|get|find) (?:a|the) (?:minute|moment|second|sec|chance|time)",
  'so far|to date|until now|till now|up to now',
].map((source) => new RegExp(String.raw`[\s,.!?-]+(?:${source})\s*(?<end>[.!?]*)\s*$`, 'i'));

const roundsMax = 4;

/** A question without the words in which it is wrapped: "Could you please tell me how many …, thanks". What is dropped is replaced by blanks, so that places stay. */
export function withoutCourtesies(question: string): string {
  let text = question;
  for (let round = 0; round < roundsMax; round += 1) {
    const before = text;
    for (const opening of openings) text = text.replace(opening, (said) => (/[\p{L}\p{N}]/u.test(text.slice(said.length)) ? ' '.repeat(said.length) : said));
    for (const ending of endings) text = text.replace(ending, (said, ...rest) => blanked(said, rest));
    if (text === before) break;
  }
  return text;
}

/** Blanks of the same length; the mark that ends the question stays. */
function blanked(said: string, rest: readonly unknown[]): string {
  const { end = '' } = rest.at(-1) as { readonly end?: string };
  return ' '.repeat(said.length - end.length) + end;
}
