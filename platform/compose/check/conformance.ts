/**
 * The protocol as tests, for servers of fragments and for hosts in any language. Each rule and each case is one test of your own runner.
 *
 * @module
 * @example
 * const { findings } = await checkServer({ ask: (path, init) => fetch(origin + path, init) });
 * for (const { id, holds } of serverRules) test(holds, () => expect(findings.filter(({ rule }) => rule === id)).toEqual([]));
 *
 * for (const hostCase of hostCases) test(hostCase.holds, async () => expect(await checkHost(hostCase, ask, probe)).toBeUndefined());
 */
export { checkHost, createProbe, type Probe } from './check-host.ts';
export { type Checked, type CheckOptions, checkServer, serverRules } from './check-server.ts';
export { type HostCase, hostCases } from './host-cases.ts';
export type { Finding } from './rule.ts';
