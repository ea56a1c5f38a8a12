import type { AccountFile, Script } from '../account.ts';
import { ApiError } from '../api-error.ts';

/** @throws ApiError 10007 for a script that does not exist */
export function findScript({ account }: AccountFile, name: string): Script {
  const script = account.scripts[name];
  if (!script) throw new ApiError(404, 10007, 'This Worker does not exist on your account.');
  return script;
}

/** Returns a script. A script that does not exist becomes a draft. */
export function openScript({ account }: AccountFile, name: string, now: Date): Script {
  account.scripts[name] ??= {
    ...{ name, tag: crypto.randomUUID().replaceAll('-', ''), created: now.toISOString() },
    ...{ versions: [], deployments: [], draft: {}, schedules: [], settings: {}, classes: {} },
    subdomain: { enabled: false, previews_enabled: false },
  };
  return account.scripts[name];
}
