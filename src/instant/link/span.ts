/** A run of tokens, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
