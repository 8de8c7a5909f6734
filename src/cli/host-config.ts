/** How a host starts this server: absolute paths, so that it works from any working directory. */
export interface HostCommand {
  readonly command: string;
  readonly args: readonly string[];
}

export interface HostConfig {
  readonly host: string;
  /** Where the text goes. */
  readonly file: string;
  readonly text: string;
}

/** Ready to paste: the same command in the form of each host. Backslashes of Windows paths are escaped by JSON itself. */
export function hostConfigs(server: HostCommand, platform: NodeJS.Platform): HostConfig[] {
  const entry = { command: server.command, args: server.args };
  const shared = JSON.stringify({ mcpServers: { nl2sql: entry } }, null, 2);
  return [
    { host: 'Claude Desktop', file: claudeDesktopFile(platform), text: shared },
    { host: 'Claude Code', file: 'a shell (or .mcp.json in the project)', text: `claude mcp add nl2sql -- ${[server.command, ...server.args].map((part) => shellWord(part, platform)).join(' ')}` },
    { host: 'Cursor', file: platform === 'win32' ? '%USERPROFILE%\\.cursor\\mcp.json' : '~/.cursor/mcp.json', text: shared },
    { host: 'VS Code', file: '.vscode/mcp.json', text: JSON.stringify({ servers: { nl2sql: { type: 'stdio', ...entry } } }, null, 2) },
  ];
}

function claudeDesktopFile(platform: NodeJS.Platform): string {
  if (platform === 'win32') return '%APPDATA%\\Claude\\claude_desktop_config.json';
  if (platform === 'darwin') return '~/Library/Application Support/Claude/claude_desktop_config.json';
  return '~/.config/Claude/claude_desktop_config.json';
}

function shellWord(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./\\-]+$/.test(word)) return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
