/** Every optimisation that can be switched off, or tried on a share of the questions: what it does, and whether it is on by default. */
export const featureTable = {
  remembered: { does: 'answers questions that were answered before from memory', byDefault: true },
  instant: { does: 'compiles questions into SQL by rules, without a model', byDefault: true },
  model: { does: 'asks the configured model where memory and rules leave a question open', byDefault: true },
  parallel: { does: 'prepares the context while the rules are still at work', byDefault: true },
  routing: { does: 'sends only hard questions to the strong model', byDefault: true },
  examples: { does: 'shows the model similar questions with their SQL', byDefault: true },
  repair: { does: 'gives SQL that fails back to the model with the error', byDefault: true },
  vote: { does: 'asks for several replies to a hard question and takes the result that most agree on', byDefault: true },
  agreement: { does: 'runs the best draft of the rules while the model is asked, to tell whether both come to the same rows', byDefault: true },
  replies: { does: 'keeps replies of the model for an hour', byDefault: true },
  elicitation: { does: 'asks the person which reading is meant, where the host can', byDefault: true },
} as const satisfies Record<string, { readonly does: string; readonly byDefault: boolean }>;

export type FeatureName = keyof typeof featureTable;
export type Features = Readonly<Record<FeatureName, boolean>>;

// The table is written out above, so that its keys are its names.
export const featureNames = Object.keys(featureTable) as readonly FeatureName[];

export const defaultFeatures: Features = featuresWith({});

/** The defaults, or `base`, with some switched over. */
export function featuresWith(changes: Partial<Readonly<Record<FeatureName, boolean | undefined>>>, base?: Features): Features {
  // One entry for each name of the table.
  return Object.fromEntries(featureNames.map((name) => [name, changes[name] ?? base?.[name] ?? featureTable[name].byDefault])) as Record<FeatureName, boolean>;
}
