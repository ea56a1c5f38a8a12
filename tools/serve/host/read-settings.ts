import type { ServerConfig } from './server-config.ts';

/** What a person has to set, as variables of the process. */
export type ServerSettings = {
  services: string;
  host: string;
  port: number;
  /** The address by which browsers reach the shop. Without it, the address of each request. */
  origin: string | undefined;
  /** Whether a proxy in front of the program sets `x-forwarded-for`. */
  behindProxy: boolean;
  /** The variables and secrets of the joined worker. */
  variables: Record<string, string>;
};

type Read = { ok: true; settings: ServerSettings } | { ok: false; problems: string[] };
type Given = Record<string, string | undefined>;
type Config = Pick<ServerConfig, 'services' | 'variables' | 'secrets'>;

/**
 * Reads the settings of the program, and says everything that is wrong with them at once.
 *
 * @param given the variables of the process
 */
export function readSettings(given: Given, config: Config): Read {
  const { SERVICES_URL: services = '', HOST: host = '127.0.0.1' } = given;
  const port = Number(given.PORT ?? 8788);
  const origin = given.ORIGIN;
  const missing = config.secrets.filter((name) => !readSecret(given, config, name));
  const problems = [
    ...(config.services.length > 0 ? findUrlProblem(services) : []),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : [`PORT is not a port: ${given.PORT}`]),
    ...(origin === undefined || isOrigin(origin)
      ? []
      : [`ORIGIN is not an origin, such as https://shop.example: ${origin}`]),
    ...(missing.length > 0 ? [`These secrets are not set: ${toNames(missing, config).join(', ')}.`] : []),
    ...findKeyProblems(given, config),
    ...(given.LEGACY_ORIGIN && !('HTMLRewriter' in globalThis)
      ? ['LEGACY_ORIGIN needs HTMLRewriter, which this runtime does not have. Use Bun.']
      : []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const behindProxy = given.BEHIND_PROXY === '1';
  return {
    ok: true,
    settings: {
      ...{ services, host, port, origin, behindProxy },
      variables: toVariables(given, config),
    },
  };
}

/**
 * The variables of the joined worker. A secret of one tier gets its name there and no other, so that other tiers do not see it. A
 * variable of the process overrides the one of the configuration. The origin of the workers is not that of this program.
 */
function toVariables(given: Given, config: Config): Record<string, string> {
  const { variables, secrets } = config;
  const names = new Set(secrets.map(withoutTier));
  const set = Object.entries(given).flatMap(([name, value]) =>
    value === undefined || names.has(name) || isBinding.test(name) ? [] : [[name, value]],
  );
  const own = secrets.map((name) => [name, readSecret(given, config, name) as string]);
  const plain = given.ORIGIN?.startsWith('https:') ? {} : { PLAIN_HTTP: '1' };
  const defaults = Object.entries(variables)
    .filter(([name]) => withoutTier(name) !== 'ORIGIN' || given.ORIGIN || given[name])
    .map(([name, value]) => [name, given[name] ?? given[withoutTier(name)] ?? value]);
  return Object.fromEntries([...set, ...defaults, ...own, ...Object.entries(plain)]);
}

/** The shell finds the slices by the names of its bindings. */
const isBinding = /_(?:FRONTEND|BFF)$/;

/** A secret of one tier may be given by its name there, such as `CART_SERVICE__IDENTITY_KEY`, or by the name that all tiers share. */
function readSecret(given: Given, config: Config, name: string): string | undefined {
  return given[name] || (isOwn(name, config) ? undefined : given[withoutTier(name)]) || undefined;
}

/** Whether each tier needs another value of a secret, since it signs with the key. */
function isOwn(name: string, { secrets }: Config): boolean {
  return (
    withoutTier(name) === 'IDENTITY_KEY' &&
    secrets.filter((each) => withoutTier(each) === 'IDENTITY_KEY').length > 1
  );
}

/** The names of secrets as a person sets them. */
function toNames(secrets: string[], config: Config): string[] {
  return [...new Set(secrets.map((name) => (isOwn(name, config) ? name : withoutTier(name))))];
}

/** A malformed key would end every request with 500. */
function findKeyProblems(given: Given, config: Config): string[] {
  const isWrong = (name: string) => {
    const value = readSecret(given, config, name);
    const json = value ? parse(value) : undefined;
    if (!value) return false;
    if (withoutTier(name) === 'IDENTITY_KEY') return typeof json?.kid !== 'string';
    return withoutTier(name) === 'IDENTITY_KEYS' && !Array.isArray(json?.keys);
  };
  return toNames(config.secrets.filter(isWrong), config).map(
    (name) => `${name} is not the JSON that bun run keys writes.`,
  );
}

function parse(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A token in the clear would open the services to everyone who sees the network. */
function findUrlProblem(services: string): string[] {
  if (!services) return ['SERVICES_URL is not set: the address of the gateway of a running shop.'];
  const url = URL.parse(services);
  if (!url || !/^https?:$/.test(url.protocol)) return [`SERVICES_URL is not an address: ${services}`];
  if (url.protocol === 'http:' && !isLocal(url.hostname))
    return [`SERVICES_URL must begin with https:, since calls carry tokens: ${services}`];
  return [];
}

function isLocal(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
}

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.parse(text)?.origin === text;
}

/** `SHELL__IDENTITY_KEY` → `IDENTITY_KEY` */
function withoutTier(name: string): string {
  return name.split('__').at(-1) as string;
}
