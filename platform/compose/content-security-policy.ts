import type { Inline } from './write-page.ts';

type Allowed = {
  styles: Inline[];
  scripts: Inline[];
  /** Paths of this origin below which scripts may be loaded; by default all paths. */
  scriptPaths?: string[] | undefined;
  /** Names of the policies that may make HTML for the DOM; by default any text may become HTML. */
  trustedTypes?: string[] | undefined;
};

/**
 * A content security policy that allows the page's own inline styles and scripts by hash, files of its own origin, and nothing else:
 * neither `unsafe-inline` nor `unsafe-eval`. https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/
 *
 * @returns makes the policy for a host, such as `localhost:8787`, as a path can only be named together with its host
 */
export function toContentSecurityPolicy(allowed: Allowed): (host: string) => string {
  const { styles, scripts, scriptPaths, trustedTypes } = allowed;
  const rest = [
    `style-src ${toSources(styles)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(trustedTypes
      ? ["require-trusted-types-for 'script'", `trusted-types ${trustedTypes.join(' ')}`]
      : []),
  ].join('; ');
  let last = { host: '', policy: '' };

  return function policyFor(host) {
    if (last.host !== host) {
      const files = scriptPaths && isHost(host) ? scriptPaths.map((path) => host + path) : ["'self'"];
      const from = `script-src ${files.join(' ')} ${toSources(scripts)}`;
      last = { host, policy: `default-src 'none'; ${from}; ${rest}` };
    }
    return last.policy;
  };
}

/** Whether a host is a name or an address, with or without a port. Clients can send other text, which may not get into the policy. */
function isHost(host: string): boolean {
  return /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host);
}

function toSources(inlines: Inline[]): string {
  return [...new Set(inlines.map(({ hash }) => `'${hash}'`))].join(' ');
}
