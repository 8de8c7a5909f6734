import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where state lives for this user: XDG_STATE_HOME, ~/Library/Application Support, or %LOCALAPPDATA%. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (environment['NL2SQL_STATE_DIR']) return environment['NL2SQL_STATE_DIR'];
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'nl2sql-mcp');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'nl2sql-mcp');
  return join(environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'nl2sql-mcp');
}

/** Where a user's own configuration lies: XDG_CONFIG_HOME, ~/Library/Application Support, or %APPDATA%. */
export function configFolder(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (platform === 'win32') return join(environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'nl2sql-mcp');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'nl2sql-mcp');
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'nl2sql-mcp');
}
