/** Inline text, and the CSP source expression that allows it. */
export type Inline = { content: string; hash: string };

/** Sources by directive, such as `{ 'img-src': ['https://pictures.example'] }`. */
export type PolicySources = Record<string, readonly string[]>;

type Allowed = {
  styles: Inline[];
  scripts: Inline[];
  /** Paths of this origin below which scripts may be loaded; by default all paths. */
  scriptPaths?: string[] | undefined;
  /** Names of the policies that may make HTML for the DOM; by default any text may become HTML. */
  trustedTypes?: string[] | undefined;
  /** Sources that the host allows, too. */
  more?: PolicySources | undefined;
};

/** The headers of an answer that is no page. If somebody opens it as one, it may do nothing. */
export const lockedHeaders = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
};

/**
 * A content security policy that allows the page's own inline styles and scripts by hash, files of its own origin, and what the host adds:
 * neither `unsafe-inline` nor `unsafe-eval`. https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/
 *
 * @returns makes the policy for a host, such as `localhost:8787`, as a path can only be named together with its host
 */
export function toContentSecurityPolicy(allowed: Allowed): (host: string) => string {
  const { styles, scripts, scriptPaths, trustedTypes, more = {} } = allowed;
  const own: PolicySources = {
    'default-src': ["'none'"],
    'script-src': toHashes(scripts),
    'style-src': toHashes(styles),
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...(trustedTypes ? { 'require-trusted-types-for': ["'script'"], 'trusted-types': trustedTypes } : {}),
  };
  const directives = [...new Set([...Object.keys(own), ...Object.keys(more)])].map((name) => {
    const added = more[name] ?? [];
    // With other sources, `'none'` has no meaning.
    const kept = (own[name] ?? []).filter((source) => added.length === 0 || source !== "'none'");
    return [name, ...kept, ...added].join(' ');
  });
  const [start, scriptSources = '', ...rest] = directives;
  const afterName = scriptSources.slice('script-src'.length);
  let last = { host: '', policy: '' };

  return function policyFor(host) {
    if (last.host !== host) {
      const files = scriptPaths && isHost(host) ? scriptPaths.map((path) => host + path) : ["'self'"];
      const script = `script-src ${files.join(' ')}${afterName}`;
      last = { host, policy: [start, script, ...rest].join('; ') };
    }
    return last.policy;
  };
}

/**
 * Refuses sources that would break the policy, or that let a page run what anybody puts into it.
 *
 * @throws Error that names the directive and the source
 */
export function checkPolicySources(sources: PolicySources): void {
  for (const [name, values] of Object.entries(sources)) {
    if (!/^[a-z-]+$/.test(name)) throw new Error(`policy: ${JSON.stringify(name)} is not a directive`);
    for (const value of values) {
      if (!/^[^\s;,]+$/.test(value))
        throw new Error(`policy: ${name} may not have ${JSON.stringify(value)}, as a source is one word`);
      if (/^'unsafe-/i.test(value))
        throw new Error(
          `policy: ${name} may not have ${value}. The engine allows the inline parts of a page by hash. A host that needs ${value} ` +
            'sends a content-security-policy of its own in the headers of the page',
        );
    }
  }
}

/** Whether a host is a name or an address, with or without a port. Clients can send other text, which may not get into the policy. */
function isHost(host: string): boolean {
  return /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(host);
}

function toHashes(inlines: Inline[]): string[] {
  return [...new Set(inlines.map(({ hash }) => `'${hash}'`))];
}
