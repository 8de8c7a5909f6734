/** As whom a database sees a call: it holds for that call's transaction alone. What is named here is configured; values come from the caller's credentials, and nothing from a question. */
export interface SessionIdentity {
  /** A role that the connected one may take. */
  readonly role?: string;
  /** Settings of the session, by name. */
  readonly settings: Readonly<Record<string, string>>;
}
