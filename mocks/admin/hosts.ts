import type { IncomingMessage } from 'node:http';

/** Whether a request is for one of the mock's own hosts, according to its Host header. */
export type HostCheck = (request: IncomingMessage) => boolean;

const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/;

/**
 * Builds the check. Allowed are loopback names, the address that the mock listens on, the address that the client
 * reached, and names given explicitly. Other names might be registered by anyone and made to resolve here (DNS
 * rebinding).
 *
 * @throws Error that names the host, when an allowed one is not a host.
 */
export function hostCheck(bound: string, allowed: readonly string[] = []): HostCheck {
  const names = new Set([hostName(bracketed(bound)), ...allowed.map(allowedName)]);
  return ({ headers: { host }, socket }) => {
    // HTTP/1.0 may omit Host; browsers, which DNS rebinding targets, never do.
    if (host === undefined) return true;
    const name = hostName(host);
    if (name === undefined) return false;
    if (loopback.test(name) || names.has(name)) return true;
    return name === hostName(bracketed(unmapped(socket.localAddress ?? '')));
  };
}

function allowedName(text: string): string {
  const name = isHostAlone(text) ? hostName(bracketed(text)) : undefined;
  if (name === undefined) throw new Error(faultOfHost(text));
  return name;
}

const faultOfHost = (text: string): string =>
  `"${text}" is not a host. Give only its name, without a scheme or a port, such as mock.example.`;

/** Whether a text is a host name and nothing else. */
export function isHostAlone(text: string): boolean {
  const host = bracketed(text);
  const holdsOthers = /[/?#@\\\s]/.test(host) || (host.includes(':') && !/^\[.*\]$/.test(host));
  return !holdsOthers && hostName(host) !== undefined;
}

/** The name in a Host header, normalised as browsers do; undefined when there is none. */
function hostName(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/** An IPv6 address as it is written in URLs. */
const bracketed = (host: string): string => (/^[^[]*:[^\]]*:/.test(host) ? `[${host}]` : host);

/** Dual-stack sockets show IPv4 addresses as IPv6. */
const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
