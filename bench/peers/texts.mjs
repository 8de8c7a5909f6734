/** What hosts hand to the model: the structured content where there is some, else the texts. */
export function textOf({ structuredContent, content }) {
  return structuredContent === undefined ? content.map(({ text }) => text ?? '').join('\n') : JSON.stringify(structuredContent);
}
