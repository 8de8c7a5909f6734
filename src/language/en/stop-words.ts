/** Words that carry no meaning of the data: they neither link nor count as unexplained. */
export const functionWords: ReadonlySet<string> = new Set(
  'a an and are as at be been being but by can could did do does for from give had has have how i in into is it its list me my of on or our out please shall show so some tell than that the their them there these they this those to us was we were what when where which who whose will with would you your find get display return placed want need like also all any every'.split(' '),
);
