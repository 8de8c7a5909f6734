const unit = '(?:second|minute|hour|day|week|weekend|fortnight|month|quarter|year|decade|century|night|morning|afternoon|evening|spring|summer|autumn|fall|winter|season|semester|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter)s?';
const relative = new RegExp(`\\b(?:today|tonight|yesterday|tomorrow|nowadays|recently|lately|ago|ytd|mtd|qtd|so far|to date|(?:right |until |till |by |up to |since )now|now|(?:this|last|past|previous|prior|current|next|coming|upcoming|latest|trailing|rolling)\\s+(?:\\S+\\s+){0,2}?${unit}|since (?:last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\\b`, 'i');

/** Whether a question names a time that moves with the calendar ("last month", "yesterday", "in the past 30 days"). */
export function hasRelativeDate(text: string): boolean {
  return relative.test(text);
}
