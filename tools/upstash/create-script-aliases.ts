import { isReplyError, type Reply } from './engine.ts';

/**
 * Lets plain Redis run scripts with Upstash's own flag `allow-key-locking`, which Redis refuses. The flag is removed from the script
 * before Redis sees it. Clients still name the script by the digest of the text that they sent.
 */
export function createScriptAliases() {
  const digestBySent = new Map<string, string>();

  function rewrite(args: string[]): string[] {
    const [name = '', first = '', ...rest] = args;
    switch (name.toUpperCase()) {
      case 'EVAL':
      case 'EVAL_RO':
        return [name, register(first), ...rest];
      case 'EVALSHA':
      case 'EVALSHA_RO':
        return [name, resolve(first), ...rest];
      case 'SCRIPT':
        return [name, first, ...rewriteSubcommand(first.toUpperCase(), rest)];
      default:
        return args;
    }
  }

  function rewriteSubcommand(subcommand: string, rest: string[]): string[] {
    if (subcommand === 'LOAD') return rest.map(register);
    return subcommand === 'EXISTS' ? rest.map(resolve) : rest;
  }

  function register(script: string): string {
    const accepted = withoutKeyLocking(script);
    if (accepted !== script) digestBySent.set(sha1(script), sha1(accepted));
    return accepted;
  }

  function resolve(digest: string): string {
    return digestBySent.get(digest.toLowerCase()) ?? digest;
  }

  /** Redis answers SCRIPT LOAD with the digest of the changed script. The client expects the digest of its own text. */
  function restore(args: string[], reply: Reply): Reply {
    const loads = /^script$/i.test(args[0] ?? '') && /^load$/i.test(args[1] ?? '');
    return loads && !isReplyError(reply) ? sha1(args[2] ?? '') : reply;
  }

  return { rewrite, restore };
}

/** Keeps the line break, so that the line numbers in Lua's errors match the author's script. */
export function withoutKeyLocking(script: string): string {
  const shebang = /^#!lua[^\n]*/.exec(script)?.[0];
  if (!shebang?.includes('allow-key-locking')) return script;
  const flags = /flags=(\S+)/.exec(shebang)?.[1]?.split(',') ?? [];
  const kept = flags.filter((flag) => flag !== 'allow-key-locking');
  const rest = script.slice(shebang.length);
  return kept.length > 0 ? `#!lua flags=${kept.join(',')}${rest}` : rest;
}

/** @returns the digest by which EVALSHA names a script, in lower-case hexadecimal */
export function sha1(script: string): string {
  return new Bun.CryptoHasher('sha1').update(script).digest('hex');
}
