import { hostHeaderValidation, originValidation } from '@modelcontextprotocol/node';
import { localhostAllowedHostnames, localhostAllowedOrigins } from '@modelcontextprotocol/server';

export interface GuardOptions {
  /** The address that is listened on, itself an allowed name. */
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly allowedOrigins: readonly string[];
}

/** Protection against DNS rebinding: only known names in the Host and, where a browser sends one, the Origin header. */
export function rebindingGuards(options: GuardOptions) {
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return [
    hostHeaderValidation([...localhostAllowedHostnames(), host, ...options.allowedHosts]),
    originValidation([...localhostAllowedOrigins(), host, ...options.allowedHosts, ...options.allowedOrigins]),
  ];
}
