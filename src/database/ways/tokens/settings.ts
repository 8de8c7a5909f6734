/** Whose tokens stand in for a password. */
export type TokenSettings =
  | { readonly from: 'aws-rds'; readonly region?: string | undefined }
  | { readonly from: 'google-cloud-sql' }
  | { readonly from: 'azure-entra'; readonly clientId?: string | undefined };

/** What a token is for. */
export interface TokenTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
}
