const BLOCKING = words('BLPOP BRPOP BLMOVE BLMPOP BRPOPLPUSH BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF');

const CONNECTION_STATE = words(
  'SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR MULTI EXEC DISCARD WATCH ' +
    'UNWATCH SELECT AUTH HELLO QUIT RESET CLIENT ASKING READONLY READWRITE',
);

const ADMINISTRATION = words(
  'SHUTDOWN CONFIG DEBUG SAVE BGSAVE BGREWRITEAOF REPLICAOF SLAVEOF REPLCONF SYNC PSYNC FAILOVER CLUSTER ' +
    'MODULE ACL SLOWLOG LATENCY SWAPDB MIGRATE PFDEBUG PFSELFTEST RESTORE-ASKING',
);

/**
 * Says why a command may not run. All HTTP requests share one Redis connection, so a command that blocks or changes the connection
 * would affect all of them.
 *
 * @returns the error message to answer with, or `undefined` when the command may run
 */
export function refuseCommand(args: string[]): string | undefined {
  const name = (args[0] ?? '').toUpperCase();
  const blocks = BLOCKING.has(name) || (/^XREAD/.test(name) && args.some((word) => /^block$/i.test(word)));
  if (blocks) return notAvailable(name, 'it would block a connection that all requests share');
  if (name === 'SUBSCRIBE' || name === 'PSUBSCRIBE') {
    return notAvailable(name, `ask for /${name.toLowerCase()}/<channel>, which answers with an event stream`);
  }
  if (name === 'MULTI' || name === 'EXEC') return notAvailable(name, 'post the commands to /multi-exec');
  if (CONNECTION_STATE.has(name)) {
    return notAvailable(name, 'it would change a connection that all requests share');
  }
  const stopsScripts = name === 'SCRIPT' && /^(kill|debug)$/i.test(args[1] ?? '');
  if (ADMINISTRATION.has(name) || stopsScripts) return notAvailable(name, 'it administers the server');
  return undefined;
}

function notAvailable(name: string, reason: string): string {
  return `ERR Command is not available: '${name}' (${reason})`;
}

function words(list: string): Set<string> {
  return new Set(list.split(' '));
}
