import type { IncomingMessage } from 'node:http';

/** Whether a request is for a host that is the mock's own, as its Host says. */
export type HostCheck = (request: IncomingMessage) => boolean;

const loopback = /^(localhost|127(\.\d+){3}|\[::1\]|\[::ffff:7f[0-9a-f]{2}:[0-9a-f]+\])$/;

/**
 * Builds the check: own are the names of loopback, what is listened on, the address that was reached, and what is allowed
 * by name. No name that anybody may register is among them, or a page could make its own lead here (DNS rebinding).
 *
 * @throws Error that names the host, when one that is to be allowed is none.
 */
export function hostCheck(bound: string, allowed: readonly string[] = []): HostCheck {
  const names = new Set([hostName(bracketed(bound)), ...allowed.map(allowedName)]);
  return ({ headers: { host }, socket }) => {
    // HTTP/1.0 may do without; browsers, which rebinding is about, never do.
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
  `"${text}" is no host. Give its name alone, without a scheme or a port, such as mock.example.`;

/** Whether a text names a host, and nothing but a host. */
export function isHostAlone(text: string): boolean {
  const host = bracketed(text);
  const holdsOthers = /[/?#@\\\s]/.test(host) || (host.includes(':') && !/^\[.*\]$/.test(host));
  return !holdsOthers && hostName(host) !== undefined;
}

/** The name in a Host header, in the one way in which browsers write it; undefined when there is none. */
function hostName(host: string): string | undefined {
  try {
    return new URL(`http://${host}`).hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}

/** An IPv6 address as it stands in URLs. */
const bracketed = (host: string): string => (/^[^[]*:[^\]]*:/.test(host) ? `[${host}]` : host);

/** Sockets that take both kinds of addresses show IPv4 ones as IPv6. */
const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
