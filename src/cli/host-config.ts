import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a host starts this server: absolute paths, so that it works from any working directory. */
export interface HostCommand {
  readonly command: string;
  readonly args: readonly string[];
}

type Platform = 'darwin' | 'linux' | 'win32';

/** A program that starts MCP servers, and the file of its user that names them. */
export interface Host {
  readonly name: string;
  readonly file: Readonly<Record<Platform, string>>;
  /** The object in that file that holds the servers by name. */
  readonly list: 'mcpServers' | 'servers';
  /** Whether an entry says that it speaks over stdio. */
  readonly typed: boolean;
  /** What exists where the host is installed; without it, the folder of the file. */
  readonly sign?: string;
}

const everywhere = (file: string): Host['file'] => ({ darwin: file, linux: file, win32: file.replace('~', '%USERPROFILE%').replaceAll('/', '\\') });
const inProfile = (name: string): Host['file'] => ({ darwin: `~/Library/Application Support/${name}`, linux: `~/.config/${name}`, win32: `%APPDATA%\\${name.replaceAll('/', '\\')}` });

export const hosts: readonly Host[] = [
  { name: 'Claude Desktop', file: inProfile('Claude/claude_desktop_config.json'), list: 'mcpServers', typed: false },
  { name: 'Claude Code', file: everywhere('~/.claude.json'), list: 'mcpServers', typed: true, sign: '~/.claude' },
  { name: 'Cursor', file: everywhere('~/.cursor/mcp.json'), list: 'mcpServers', typed: false },
  { name: 'VS Code', file: inProfile('Code/User/mcp.json'), list: 'servers', typed: true },
  { name: 'Windsurf', file: everywhere('~/.codeium/windsurf/mcp_config.json'), list: 'mcpServers', typed: false },
];

/** The name under which hosts know this server. */
export const serverName = 'nl2sql';

export function entryOf(host: Host, { command, args }: HostCommand): object {
  return { ...(host.typed ? { type: 'stdio' } : {}), command, args };
}

export function hostFile({ file }: Pick<Host, 'file'>, platform: NodeJS.Platform): string {
  return file[platform === 'win32' || platform === 'darwin' ? platform : 'linux'];
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** The path that a text such as `~/.cursor/mcp.json` or `%APPDATA%\Claude\…` stands for. */
export function expandPath(text: string, { environment }: Pick<Surroundings, 'environment'>): string {
  const withHome = text.startsWith('~') ? join(environment['HOME'] ?? homedir(), text.slice(1)) : text;
  return withHome.replace(/%(\w+)%/g, (_, name: string) => environment[name] ?? (name === 'APPDATA' ? join(homedir(), 'AppData', 'Roaming') : homedir()));
}

/** The hosts of this user (or all that are known), each with the path of its file. */
export function hostsFound(surroundings: Surroundings, all = false): { readonly host: Host; readonly path: string }[] {
  return hosts.flatMap((host) => {
    const path = expandPath(hostFile(host, surroundings.platform), surroundings);
    const sign = host.sign === undefined ? dirname(path) : expandPath(host.sign, surroundings);
    return all || existsSync(path) || existsSync(sign) ? [{ host, path }] : [];
  });
}

export interface HostConfig {
  readonly host: string;
  /** Where the text goes. */
  readonly file: string;
  readonly text: string;
}

/** Ready to paste: the same command in the form of each host. Backslashes of Windows paths are escaped by JSON itself. */
export function hostConfigs(server: HostCommand, platform: NodeJS.Platform): HostConfig[] {
  return hosts.map((host) => {
    if (host.name === 'Claude Code') return { host: host.name, file: 'a shell', text: `claude mcp add ${serverName} -- ${[server.command, ...server.args].map((part) => shellWord(part, platform)).join(' ')}` };
    return { host: host.name, file: hostFile(host, platform), text: JSON.stringify({ [host.list]: { [serverName]: entryOf(host, server) } }, null, 2) };
  });
}

export interface InstallLink {
  readonly host: string;
  readonly url: string;
}

/** Links that have a host add the server, in the forms that VS Code and Cursor document. */
export function installLinks(server: HostCommand): InstallLink[] {
  const { command, args } = server;
  const config = encodeURIComponent(Buffer.from(JSON.stringify({ command, args })).toString('base64'));
  return [
    { host: 'VS Code', url: `vscode:mcp/install?${encodeURIComponent(JSON.stringify({ name: serverName, type: 'stdio', command, args }))}` },
    { host: 'Cursor', url: `cursor://anysphere.cursor-deeplink/mcp/install?name=${serverName}&config=${config}` },
  ];
}

function shellWord(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./\\-]+$/.test(word)) return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", "'\\''")}'`;
}
