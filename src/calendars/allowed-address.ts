import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { AddressTrouble } from '../domain/calendar-trouble.ts';
import { fail, ok, type Result } from '../runtime/result.ts';

/** Networks that lead to ourselves, to neighbours, or nowhere; by the registries of special addresses (RFC 6890). */
const PRIVATE: readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  // Addresses of IPv4 in other clothes: translated, 6to4, Teredo.
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const blocked = new BlockList();
for (const [network, prefix, family] of PRIVATE) blocked.addSubnet(network, prefix, family);

/** True for an address on the public network. One of IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as what it is. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !blocked.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether an address of a calendar may be fetched at all, by what can be seen of it. `trusted`: hosts of one's own. */
export function checkAddress(address: string, trusted: readonly string[]): Result<URL, AddressTrouble> {
  if (!URL.canParse(webAddress(address))) return fail({ code: 'no-address' });
  const url = new URL(webAddress(address));
  const own = isTrusted(url, trusted);
  if (url.protocol !== 'https:' && !(own && url.protocol === 'http:')) return fail({ code: 'not-https' });
  const host = bareHost(url);
  if (isIP(host) !== 0 && !own && !isPublic(host)) return fail({ code: 'leads-inside' });
  return ok(url);
}

/** Calendar programs hand out addresses under schemes of their own; behind them is the web. */
export function webAddress(address: string): string {
  return address.trim().replace(/^webcals?:/i, 'https:');
}

/**
 * Looks a host up for one connection, and gives up when any of its addresses is not public: what is connected to is what
 * was checked, whatever the name means a moment later.
 */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '', 0);
    if (found.length === 0 || !found.every(({ address }) => isPublic(address)))
      return done(new LeadsInside(), '', 0);
    if (options.all) return done(null, found);
    const [first] = found;
    done(null, first?.address ?? '', first?.family);
  });
};

export function isTrusted(url: URL, trusted: readonly string[]): boolean {
  return trusted.includes(bareHost(url));
}

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** The name of a host led into a private network. */
export class LeadsInside extends Error {}
