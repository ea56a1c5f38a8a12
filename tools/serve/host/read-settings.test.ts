import { describe, expect, test } from 'bun:test';
import { readSettings } from './read-settings.ts';

const config = {
  ...{
    services: [{ binding: 'CART', slice: 'cart' }],
    assets: 'ASSETS',
    variables: { LOG_LEVEL: '1%', SHELL__ORIGIN: 'https://jogakbo.example' },
  },
  secrets: ['IDENTITY_KEYS', 'SHELL__IDENTITY_KEY', 'OPERATOR_BFF__OPERATOR_TOKEN'],
};
const keys = { IDENTITY_KEYS: '{"keys":[]}', IDENTITY_KEY: '{"kid":"shell:1"}' };
const given = {
  ...{ SERVICES_URL: 'https://services.example', ...keys },
  OPERATOR_TOKEN: 'token',
};
const read = (more: Record<string, string | undefined> = {}) => readSettings({ ...given, ...more }, config);
const settingsOf = (more?: Record<string, string>) => {
  const result = read(more);
  if (!result.ok) throw new Error(result.problems.join());
  return result.settings;
};

describe('the settings of the server', () => {
  test('give a secret only to the tier that requires it', () => {
    const { variables } = settingsOf();
    expect(variables).toEqual({
      ...{ SERVICES_URL: 'https://services.example', LOG_LEVEL: '1%' },
      ...{
        IDENTITY_KEYS: keys.IDENTITY_KEYS,
        SHELL__IDENTITY_KEY: keys.IDENTITY_KEY,
        OPERATOR_BFF__OPERATOR_TOKEN: 'token',
      },
      PLAIN_HTTP: '1',
    });
  });

  test('override the variables of the workers', () => {
    expect(settingsOf({ LOG_LEVEL: 'info' }).variables.LOG_LEVEL).toBe('info');
  });

  test('leave out a variable whose name is that of a binding to a slice, such as one of Debian', () => {
    expect(settingsOf({ DEBIAN_FRONTEND: 'noninteractive' }).variables).not.toHaveProperty('DEBIAN_FRONTEND');
  });

  test('demand https if browsers reach the shop by https', () => {
    const { origin, variables } = settingsOf({ ORIGIN: 'https://shop.example' });
    expect([origin, variables.SHELL__ORIGIN, variables.PLAIN_HTTP]).toEqual([
      'https://shop.example',
      'https://shop.example',
      undefined,
    ]);
  });

  test.each([
    [{ SERVICES_URL: undefined }, 'SERVICES_URL is not set: the address of the gateway of a running shop.'],
    [{ SERVICES_URL: 'services' }, 'SERVICES_URL is not an address: services'],
    [
      { SERVICES_URL: 'http://services.example' },
      'SERVICES_URL must begin with https:, since calls carry tokens: http://services.example',
    ],
    [{ IDENTITY_KEY: '{}' }, 'IDENTITY_KEY is not the JSON that bun run keys writes.'],
    [{ IDENTITY_KEYS: 'keys' }, 'IDENTITY_KEYS is not the JSON that bun run keys writes.'],
    [{ PORT: '80a' }, 'PORT is not a port: 80a'],
    [
      { ORIGIN: 'https://shop.example/' },
      'ORIGIN is not an origin, such as https://shop.example: https://shop.example/',
    ],
    [
      { IDENTITY_KEY: '', OPERATOR_TOKEN: undefined },
      'These secrets are not set: IDENTITY_KEY, OPERATOR_TOKEN.',
    ],
  ])('are refused with %j', (more, problem) => {
    expect(read(more)).toEqual({ ok: false, problems: [problem] });
  });

  test('may call services of the same machine without https', () => {
    expect(settingsOf({ SERVICES_URL: 'http://127.0.0.1:8789' }).services).toBe('http://127.0.0.1:8789');
  });

  test('of a program with its services in it need no address of services, and a key for each tier', () => {
    const whole = { ...config, services: [], secrets: ['SHELL__IDENTITY_KEY', 'CART_SERVICE__IDENTITY_KEY'] };
    const own = { SHELL__IDENTITY_KEY: '{"kid":"shell:1"}', CART_SERVICE__IDENTITY_KEY: '{"kid":"cart:1"}' };
    expect(readSettings(own, whole)).toMatchObject({ ok: true, settings: { variables: own } });
    expect(readSettings({ ...own, CART_SERVICE__IDENTITY_KEY: undefined, ...keys }, whole)).toEqual({
      ok: false,
      problems: ['These secrets are not set: CART_SERVICE__IDENTITY_KEY.'],
    });
  });
});
