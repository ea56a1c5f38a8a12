import type { Endpoint } from '@jogakbo/compose';
import type { EdgeEnv, Settings } from '@jogakbo/edge/create-app';
import type { RateLimitSettings } from '@jogakbo/edge/create-rate-limit';
import type { Group, VersionSet } from '@jogakbo/edge/create-version-sets';
import type { OpenedPreview } from '@jogakbo/edge/seal-preview';
import type { ViewDataset } from './views/view-point.ts';

/** The part of an R2 bucket that the shell uses. */
type AssetBucket = {
  get(
    key: string,
  ): Promise<{ body: BodyInit; httpEtag: string; httpMetadata?: { contentType?: string } } | null>;
};

/** Two bindings for each slice, such as `PRICING_FRONTEND` and `PRICING_BFF`, the service of sessions, and the shell's own assets. */
export type ShellBindings = {
  ASSETS: Endpoint;
  /** The service that keeps sessions. */
  SESSIONS?: Endpoint;
  /** Counts what each request costs; on a developer's machine only. */
  LOCAL_COUNTER?: Endpoint;
  /** Set in development only. It allows fault injection. If it is a URL, that server does the live reload. */
  DEV?: string;
  /** The public address of the shop. The default is the origin of each request. */
  ORIGIN?: string;
  /** The private key for the tokens that say who asks. */
  IDENTITY_KEY: string;
  /** Set on a developer's machine only. It allows plain http, where cookies cannot be `Secure`. */
  PLAIN_HTTP?: string;
  /** The payment provider. With `toss`, the page of the payment may load the script of Toss. */
  PAYMENT_PROVIDER?: string;
  /** Has the files of all versions of the last weeks. */
  OLD_ASSETS?: AssetBucket;
  /** Has the release map. */
  RELEASES?: { get(key: string): Promise<string | null>; put(key: string, value: string): Promise<void> };
  /** Takes what is recorded about views of pages. */
  VIEWS?: ViewDataset;
  /** The share of views that is recorded outside of releases, such as `1%`. Without it, none is. */
  BEACON_SHARE?: string;
  /** The origin of the program that the shop replaces, such as `http://legacy.internal:8080`. Without it, all paths are the shell's. */
  LEGACY_ORIGIN?: string;
  /** Which routes the shell has taken over from it, as JSON: see `legacy/takeover.ts`. Without it, all routes of the shell. */
  LEGACY_ROUTES?: string;
  /** Which single fragments the shell has taken over, as JSON: see `legacy/regions.ts`. */
  LEGACY_FRAGMENTS?: string;
  /** Which parts of every page depend on the visitor, as JSON: see `legacy/personal-parts.ts`. */
  LEGACY_PERSONAL?: string;
  /** Milliseconds until an answer of the legacy has to begin; 10,000 by default. A part of it for a page of the shop has a tenth. */
  LEGACY_TIMEOUT?: string;
  /** The largest number of pages at once in an isolate. More are refused. The default is the engine's own limit. */
  PAGE_LIMIT?: string;
} & Pick<Settings, 'PLAIN'> &
  Pick<RateLimitSettings, 'UPSTASH_REDIS_REST_URL' | 'UPSTASH_REDIS_REST_TOKEN' | 'REDIS_TIMEOUT'> &
  Record<`${string}_FRONTEND` | `${string}_BFF`, Endpoint>;
export type ShellEnv = EdgeEnv<ShellBindings> & {
  Variables: {
    /** The versions that this request gets; undefined if nothing was ever released. */
    versionSet?: VersionSet;
    /** The releases in which this visitor is compared. */
    groups?: Group[];
    /** The visitor's number for releases. */
    arm?: string;
    /** The versions that only the holder of a signed link sees; undefined for visitors. */
    preview?: OpenedPreview;
    /** The visitor's new number for releases. */
    newArm?: string;
  };
};

/** Finds the frontend of a slice. */
export function frontendOf(env: ShellBindings, slice: string): Endpoint | undefined {
  return bound(env, slice, 'FRONTEND');
}

/** Finds the BFF of a slice. */
export function bffOf(env: ShellBindings, slice: string): Endpoint | undefined {
  return bound(env, slice, 'BFF');
}

/** Lists the slices with a frontend. */
export function slicesOf(env: ShellBindings): { slice: string; frontend: Endpoint }[] {
  return Object.entries(env).flatMap(([name, binding]) =>
    name.endsWith('_FRONTEND')
      ? [{ slice: name.slice(0, -'_FRONTEND'.length).toLowerCase(), frontend: binding as Endpoint }]
      : [],
  );
}

/** The names below `/api/`, `/assets/` and `/_fragments/` that the shop has: slices with a frontend, and APIs without one, such as `operator`. */
export function ownNames(env: ShellBindings): Set<string> {
  return new Set(
    Object.keys(env).flatMap((name) => /^([A-Z]+)_(?:FRONTEND|BFF)$/.exec(name)?.[1]?.toLowerCase() ?? []),
  );
}

function bound(env: ShellBindings, slice: string, kind: 'FRONTEND' | 'BFF'): Endpoint | undefined {
  return /^[a-z]+$/.test(slice) ? env[`${slice.toUpperCase()}_${kind}`] : undefined;
}
