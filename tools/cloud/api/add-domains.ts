import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Script } from '../account.ts';
import { ApiError, toAnswer } from '../api-error.ts';
import type { Cloud } from './cloud.ts';
import { findScript } from './find-script.ts';
import { readJson } from './read-json.ts';

const Origins = v.array(v.object({ hostname: v.string() }));
const Records = v.object({ override_existing_origin: v.optional(v.boolean(), false), origins: Origins });

/** Custom domains. Each one leads to one script; this account owns every zone. */
export function addDomains(app: Hono, { file }: Cloud): void {
  const scripts = () => Object.values(file.account.scripts);
  const ownerOf = (hostname: string) => scripts().find(({ domains }) => domains?.includes(hostname));

  app.post('/workers/scripts/:script/domains/changeset', async (c) => {
    const script = findScript(file, c.req.param('script'));
    const wanted = await readJson(c, Origins);
    const known = wanted.filter(({ hostname }) => ownerOf(hostname));
    return c.json(
      toAnswer({
        added: wanted.filter((origin) => !known.includes(origin)),
        updated: known.map(({ hostname }) => {
          const owner = ownerOf(hostname) as Script;
          return { ...toDomain(owner, hostname), modified: owner !== script };
        }),
        removed: [],
        conflicting: [],
      }),
    );
  });

  app.put('/workers/scripts/:script/domains/records', async (c) => {
    const script = findScript(file, c.req.param('script'));
    const { origins, override_existing_origin } = await readJson(c, Records);
    const hostnames = origins.map(({ hostname }) => hostname);
    const taken = hostnames.find((hostname) => ![undefined, script].includes(ownerOf(hostname)));
    if (taken && !override_existing_origin)
      throw new ApiError(409, 100_116, `The domain ${taken} already leads to another Worker.`);
    for (const other of scripts())
      other.domains = (other.domains ?? []).filter((hostname) => !hostnames.includes(hostname));
    script.domains = hostnames;
    file.save();
    return c.json(toAnswer(hostnames.map((hostname) => toDomain(script, hostname))));
  });

  app.get('/workers/domains', (c) => {
    const all = scripts().flatMap((script) => (script.domains ?? []).map((name) => toDomain(script, name)));
    const wanted = c.req.query('hostname');
    return c.json(toAnswer(all.filter(({ hostname }) => !wanted || hostname === wanted)));
  });

  app.get('/workers/domains/records', (c) => {
    const service = c.req.query('service');
    const all = scripts().filter(({ name }) => !service || name === service);
    return c.json(
      toAnswer(all.flatMap((script) => (script.domains ?? []).map((name) => toDomain(script, name)))),
    );
  });

  app.get('/workers/domains/records/:id', (c) => {
    const all = scripts().flatMap((script) => (script.domains ?? []).map((name) => toDomain(script, name)));
    const found = all.find(({ id }) => id === c.req.param('id'));
    if (!found) throw new ApiError(404, 100_114, 'The domain does not exist.');
    return c.json(toAnswer(found));
  });
}

function toDomain({ name }: Script, hostname: string) {
  const id = createHash('md5').update(hostname).digest('hex');
  const zone = hostname.split('.').slice(-2).join('.');
  return { id, hostname, service: name, environment: 'production', zone_name: zone, enabled: true };
}
