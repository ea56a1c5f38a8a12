import { expect, test } from 'bun:test';
import { createFrame } from '@jogakbo/compose/browser';

test('a frame has its own scripts, and the server of scripts has the file that the import map names', async () => {
  const { frame, scripts } = createFrame({ style: 'p { margin: 0 }', trustedTypes: ['vue'] });
  const { imports } = JSON.parse(String(frame.importMap));
  const file = await scripts.fetch(`http://fragment${imports['@jogakbo/host']}`);
  expect(file.headers.get('content-type')).toBe('text/javascript');
  expect(await file.text()).toContain('registerRemotes');
  expect((await scripts.fetch('http://fragment/scripts/host.js')).status).toBe(404);
  expect(frame.loader).toContain('@jogakbo/host');
  expect(frame.trustedTypes).toEqual(['jogakbo', 'vue']);
  expect(frame.style).toBe('p { margin: 0 }');
});
