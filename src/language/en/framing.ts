const greeting = String.raw`(?:(?:please|pls|hey|hi|hello|ok|okay|so)[\s,!]+)*`;
const asking = String.raw`(?:(?:can|could|would|will) you (?:please )?)?(?:(?:show|give|tell|get) (?:me|us)|what(?:['’]?s| is| are))\s+`;
const wishing = String.raw`(?:i|we) (?:need|want|would like|'?d like) (?:to (?:see|know|have) )?`;
const opening = new RegExp(String.raw`^\s*${greeting}(?:(?:${asking}|${wishing})(?:the |our )?|our )?`, 'i');
const ending = /[\s,]*(?:\b(?:please|pls|thanks|thank you))?[\s?.!]*$/i;

/**
 * The part of a question that says what is asked: "return rate" of "What is our return rate?", of "show me the return rate, please" and of itself. Only words go that
 * no question means anything by; a count, a list and an order are none of them. Offsets into the text; all of it where nothing else would stay.
 */
export function framedPart(text: string): { readonly from: number; readonly to: number } {
  const from = opening.exec(text)?.[0].length ?? 0;
  const to = ending.exec(text)?.index ?? text.length;
  return from < to ? { from, to } : { from: 0, to: text.length };
}
