import { boundaries, frame, speculationRules } from 'jogakbo:build';
import {
  type ComposeOptions,
  type Composer,
  createComposer,
  type Endpoint,
  type Frame,
} from '@jogakbo/compose';
import { trustedTypesPolicy } from '@jogakbo/contracts/trusted-types';
import type { EdgeEnv } from '@jogakbo/edge/create-app';
import type { RateLimitSettings } from '@jogakbo/edge/create-rate-limit';
import type { Context } from 'hono';
import { toCookie } from './cookies.ts';
import { createFaults, type Faults } from './create-faults.ts';
import { documentHeaders } from './guard-answer.ts';
import { notFound, refused, unavailable } from './pages/errors.ts';

/** Two bindings for each slice, such as `PRICING_FRONTEND` and `PRICING_BFF`, and the shell's own assets. */
export type ShellBindings = {
  ASSETS: Endpoint;
  /** Counts what each request costs; on a developer's machine only. */
  COUNTER?: Endpoint;
  /** Set in development only. It allows fault injection. If it is a URL, that server does the live reload. */
  DEV?: string;
  /** The public address of the shop. The default is the origin of each request. */
  ORIGIN?: string;
  /** The private key for the tokens that say who asks. */
  IDENTITY_KEY: string;
  /** Set on a developer's machine only. It allows plain http, where cookies cannot be `Secure`. */
  PLAIN_HTTP?: string;
  /** The largest number of pages at once in an isolate. More are refused. The default is the engine's own limit. */
  PAGE_LIMIT?: string;
} & Pick<RateLimitSettings, 'UPSTASH_REDIS_REST_URL' | 'UPSTASH_REDIS_REST_TOKEN' | 'REDIS_TIMEOUT'> &
  Record<`${string}_FRONTEND` | `${string}_BFF`, Endpoint>;
export type ShellEnv = EdgeEnv<ShellBindings>;

type Shell = {
  composer: Composer;
  faults: Faults;
  frontendOf: (slice: string) => Endpoint | undefined;
  bffOf: (slice: string) => Endpoint | undefined;
  pageOptions: (c: Context<ShellEnv>, status?: number) => ComposeOptions;
};

const shells = new WeakMap<object, Shell>();

/** Returns what an isolate keeps from request to request. The first request creates it, because it brings the bindings. */
export function shellOf(env: ShellBindings): Shell {
  let shell = shells.get(env.ASSETS);
  if (!shell) {
    shell = createShell(env);
    shells.set(env.ASSETS, shell);
  }
  return shell;
}

/** Lists the slices with a frontend. */
export function slicesOf(env: ShellBindings): { slice: string; frontend: Endpoint }[] {
  return Object.entries(env).flatMap(([name, binding]) =>
    name.endsWith('_FRONTEND')
      ? [{ slice: name.slice(0, -'_FRONTEND'.length).toLowerCase(), frontend: binding as Endpoint }]
      : [],
  );
}

function createShell(env: ShellBindings): Shell {
  const bound = (slice: string, kind: 'FRONTEND' | 'BFF') =>
    /^[a-z]+$/.test(slice) ? env[`${slice.toUpperCase()}_${kind}`] : undefined;
  const frontendOf = (slice: string) => bound(slice, 'FRONTEND');
  const faults = createFaults();
  const composer = createComposer({
    endpointOf: env.DEV ? (slice) => faults.between(slice, frontendOf(slice)) : frontendOf,
    copies: env.DEV ? faults.copies : undefined,
    frame: env.DEV?.startsWith('http') ? withLiveReload : pageFrame,
    notFound,
    refused,
    unavailable,
    overloaded,
    ...(env.DEV
      ? { timing: 'reasons', onWarning: (warning) => console.warn(JSON.stringify({ warning })) }
      : {}),
    ...(env.PAGE_LIMIT ? { pageLimit: Number(env.PAGE_LIMIT) } : {}),
  });
  return { composer, faults, frontendOf, bffOf: (slice) => bound(slice, 'BFF'), pageOptions };
}

/** A browser keeps the chosen language this long: a year. */
const languageLifetimeSeconds = 365 * 24 * 60 * 60;

const overloaded =
  '<!doctype html><html lang="ko"><meta charset="utf-8"><title>조각보</title><p>지금 손님이 많아요. 잠시 뒤에 다시 열어 주세요.' +
  '<p lang="en">The shop is busy. Please try again in a moment.</html>';

const pageFrame: Frame = { ...frame, scriptPaths: ['/assets/'], trustedTypes: [trustedTypesPolicy] };
const withLiveReload: Frame = {
  ...pageFrame,
  head: `${frame.head}<script type="module" src="/_dev/reload.js"></script>`,
  scriptPaths: ['/assets/', '/_dev/reload.js'],
};

function pageOptions(c: Context<ShellEnv>, status?: number): ComposeOptions {
  const lang = c.req.query('lang');
  const headers: Record<string, string> = {
    'content-language': c.var.language,
    'speculation-rules': `"${speculationRules}"`,
    ...documentHeaders,
  };
  // A form has the language of its page. This does not choose a language for other pages.
  if (lang && lang === c.var.language && c.req.method !== 'POST')
    headers['set-cookie'] = toCookie(c, 'lang', lang, languageLifetimeSeconds);
  return {
    headers,
    withoutBody: c.req.method === 'HEAD',
    onReport: reporterOf(c),
    ...(status === undefined ? {} : { status }),
    ...(c.req.query('boundaries') === '1' ? { styles: [boundaries] } : {}),
  };
}

/** Writes one log line for each page, with the result of each fragment. */
function reporterOf(c: Context<ShellEnv>): ComposeOptions['onReport'] {
  if (c.env.LOG_LEVEL === 'off' || c.env.LOG_LEVEL === 'error') return undefined;
  const { trace } = c.var;
  return (report) => console.log(JSON.stringify({ page: c.req.path, trace: trace.id, ...report }));
}
