import { memberScopes, type Scope, scopes } from '@jogakbo/contracts/api';
import type {
  ApiClientList,
  CreatedClient,
  CreatedWebhook,
  ListedClient,
} from '../services/member/contract.ts';
import { isRedirectUri } from '../services/member/is-redirect-uri.ts';
import { readOptions } from './command/read-options.ts';
import { askShop } from './operator/ask-shop.ts';
import { shopHelp, shopOptions, toShop } from './operator/shop.ts';

const help = `Usage: bun run api-keys [list | create <name> | revoke <id> | webhook <id> <url>] [--scopes <scope,scope>] [--quota <n>]
                        [--redirect <address,address>] [--open] [--json] [--url <shop>] [--token <operator token>]

The keys of apps, partners and assistants for /api/v1. The shop keeps only the hash of a key.

  list           shows the clients: id, name, end of the key, scopes, quota, state (the default)
  create <name>  makes a client, and shows its key once
  revoke <id>    ends its key for ever, at once
  webhook <id> <url>
                 sends it the events of orders whose members allow it, and shows the secret that signs them once. The same command
                 makes a new secret, and enables an address again that has failed for 12 hours. webhook <id> --off ends it

  --scopes    what it may do (catalog:read): ${scopes.join(', ')}.
              ${memberScopes.join(', ')} need a member who allows them, and --redirect.
  --quota     requests in a minute (600)
  --redirect  where members come back to after they have allowed it: https, a loopback address, or a scheme such as com.example.app:/back
  --open      a program that cannot keep a key secret, such as an app on a phone: it gets the tokens of members without the key
  --off       ends a webhook
  --json      prints JSON

${shopHelp}`;

const options = {
  ...shopOptions,
  scopes: { type: 'string' },
  quota: { type: 'string' },
  redirect: { type: 'string' },
  open: { type: 'boolean' },
  off: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
const { values, positionals, misuse } = readOptions(help, options, 3);
const shop = toShop(values);
const [command = 'list', subject, url] = positionals;
const path = '/api/operator/api-clients';

if (url !== undefined && command !== 'webhook') misuse(`Unexpected argument: ${url}.`);
if (values.off && command !== 'webhook') misuse('--off belongs to webhook.');
if (command !== 'create')
  for (const name of ['scopes', 'quota', 'redirect', 'open'] as const)
    if (values[name] !== undefined) misuse(`--${name} belongs to create.`);

if (command === 'list' && subject === undefined) await list();
else if (command === 'create' && subject) await create(subject);
else if (command === 'revoke' && subject) await revoke(subject);
else if (command === 'webhook' && subject && (url || values.off)) await setWebhook(subject, url);
else if (command === 'webhook')
  misuse('Name the client and its address: bun run api-keys webhook <id> https://app.example/hooks.');
else if (command === 'create') misuse('Give the client a name: bun run api-keys create "Price watch".');
else if (command === 'revoke') misuse('Name the id of the client; bun run api-keys lists them.');
else misuse(`Unknown command: ${command}.`);

async function list(): Promise<void> {
  const { clients } = await askShop<ApiClientList>(path, {
    ...{ ...shop, failure: 'The keys could not be read' },
  });
  if (values.json) return console.log(JSON.stringify(clients, null, 2));
  if (clients.length === 0)
    return console.log('There are no keys. Make one: bun run api-keys create "Price watch"');
  for (const client of clients) console.log(toLine(client));
}

async function create(name: string): Promise<void> {
  const redirectUris = values.redirect === undefined ? [] : values.redirect.split(',');
  const named = readScopes();
  const forMembers = named.find((scope) => (memberScopes as readonly string[]).includes(scope));
  if (forMembers && redirectUris.length === 0)
    misuse(`${forMembers} needs a member who allows it. Say with --redirect where members come back to.`);
  const wrong = redirectUris.find((address) => !isRedirectUri(address));
  if (wrong !== undefined) misuse(`--redirect: ${wrong} is no address that members may come back to.`);
  if (values.open && redirectUris.length === 0) misuse('--open needs --redirect.');
  const body = {
    name,
    ...{ scopes: named, redirectUris, open: values.open === true },
    ...(values.quota === undefined ? {} : { quota: readQuota(values.quota) }),
  };
  const made = await askShop<CreatedClient>(path, {
    ...{ ...shop, method: 'POST', body, failure: 'The key could not be made' },
  });
  if (values.json) return console.log(JSON.stringify(made, null, 2));
  console.log(`${made.key}\n\nThis is the key of ${made.id} (${name}). It is not shown again.`);
}

async function revoke(id: string): Promise<void> {
  const client = await askShop<ListedClient>(`${path}/${encodeURIComponent(id)}`, {
    ...{ ...shop, method: 'DELETE', failure: 'The key could not be revoked' },
  });
  if (values.json) return console.log(JSON.stringify(client, null, 2));
  console.log(`The key of ${client.id} (${client.name}) is revoked.`);
}

async function setWebhook(id: string, address: string | undefined): Promise<void> {
  if (values.off && address) misuse('Name an address, or --off.');
  const target = `${path}/${encodeURIComponent(id)}/webhook`;
  if (!address) {
    await askShop(target, { ...{ ...shop, method: 'DELETE', failure: 'The webhook could not be ended' } });
    return console.log(values.json ? '{}' : `${id} gets no more events.`);
  }
  const made = await askShop<CreatedWebhook>(target, {
    ...{ ...shop, method: 'PUT', body: { url: address }, failure: 'The webhook could not be registered' },
  });
  if (values.json) return console.log(JSON.stringify(made, null, 2));
  console.log(`${made.secret}\n\nThis is the secret of the webhook ${made.url}. It is not shown again.`);
}

function readScopes(): Scope[] {
  const named = (values.scopes ?? 'catalog:read').split(',');
  const unknown = named.find((scope) => !scopes.includes(scope as Scope));
  return unknown === undefined ? (named as Scope[]) : misuse(`${unknown} is no scope.`);
}

function readQuota(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : misuse('--quota is a number of requests in a minute.');
}

function toLine({
  id,
  name,
  keyEnd,
  scopes,
  quota,
  redirectUris,
  open,
  revokedAt,
  webhook,
}: ListedClient): string {
  const state = revokedAt === null ? 'active' : `revoked ${new Date(revokedAt).toISOString().slice(0, 10)}`;
  const back = redirectUris.length > 0 ? [`${open ? 'open, ' : ''}back to ${redirectUris.join(' ')}`] : [];
  const events = webhook ? [`events to ${webhook.url}${toTrouble(webhook)}`] : [];
  return [id, name, `…${keyEnd}`, scopes.join(' '), `${quota}/min`, state, ...back, ...events].join('  ');
}

function toTrouble({ failingSince, disabledAt }: NonNullable<ListedClient['webhook']>): string {
  if (disabledAt !== null)
    return ` (disabled ${new Date(disabledAt).toISOString()}, after failing for 12 hours)`;
  return failingSince === null ? '' : ` (failing since ${new Date(failingSince).toISOString()})`;
}
