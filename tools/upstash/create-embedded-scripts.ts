import type RedisMock from 'ioredis-mock';
import { cannot } from './check-arguments.ts';
import { sha1 } from './create-script-aliases.ts';
import type { Reply } from './engine.ts';

/** Creates the script commands for the in-memory store. The store itself can only run a piece of Lua. */
export async function createEmbeddedScripts(store: InstanceType<typeof RedisMock>) {
  const template = await Bun.file(new URL('embedded-script.lua', import.meta.url)).text();
  const scripts = new Map<string, string>();

  async function command(args: string[]): Promise<Reply> {
    const [name = '', first = '', ...rest] = args;
    switch (name.toLowerCase()) {
      case 'eval_ro':
      case 'evalsha_ro':
        // This code cannot know whether a script only reads.
        return { error: cannot(`run ${name.toUpperCase()}`) };
      case 'eval':
        scripts.set(sha1(first), first);
        return run(first, rest);
      case 'evalsha': {
        const script = scripts.get(first.toLowerCase());
        if (script === undefined) return { error: 'NOSCRIPT No matching script. Please use EVAL.' };
        return run(script, rest);
      }
      default:
        return manage(first.toLowerCase(), rest);
    }
  }

  async function run(script: string, [count = '', ...rest]: string[]): Promise<Reply> {
    if (!/^-?\d+$/.test(count)) return { error: 'ERR value is not an integer or out of range' };
    if (Number(count) < 0) return { error: "ERR Number of keys can't be negative" };
    if (Number(count) > rest.length) {
      return { error: "ERR Number of keys can't be greater than number of args" };
    }
    const body = script.replace(/^#!lua[^\n]*/, '');
    try {
      const json = await store.eval(
        template.replace('--SCRIPT', () => body),
        Number(count),
        ...rest,
      );
      return JSON.parse(String(json));
    } catch (error) {
      const message = String(error).split(']:').at(-1);
      return { error: `ERR Error compiling script (new function): user_script:${message}` };
    }
  }

  function manage(subcommand: string, rest: string[]): Reply {
    switch (subcommand) {
      case 'load':
        for (const script of rest) scripts.set(sha1(script), script);
        return sha1(rest[0] ?? '');
      case 'exists':
        return rest.map((digest) => Number(scripts.has(digest.toLowerCase())));
      case 'flush':
        scripts.clear();
        return 'OK';
      default:
        return { error: `ERR unknown subcommand '${subcommand}'. Try SCRIPT HELP.` };
    }
  }

  return { command };
}
