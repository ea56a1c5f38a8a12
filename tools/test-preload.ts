import { afterAll } from 'bun:test';
import { plugin } from 'bun';
import { removeSeededState } from '../tests/copy-seeded-state.helper.ts';
import { removeInstalled } from '../tests/install-compose.helper.ts';
import { closeSharedShop } from '../tests/open-shared-shop.helper.ts';
import { solidPlugin } from './build/solid-plugin.ts';

const inline = { content: '', hash: '' };

// Does for tests what the build does: tests import sources that are not built.
plugin(solidPlugin('ssr'));
plugin({
  name: 'lua',
  setup(build) {
    build.onLoad({ filter: /\.lua$/ }, async ({ path }) => ({
      exports: { default: await Bun.file(path).text() },
      loader: 'object',
    }));
  },
});
plugin({
  name: 'wasm',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      exports: { default: new WebAssembly.Module(await Bun.file(path).bytes()) },
      loader: 'object',
    }));
  },
});
plugin({
  name: 'build-module',
  setup(build) {
    build.module('jogakbo:build', () => ({
      exports: {
        default: { version: 'test', stylesheet: inline, remote: null },
        frame: { head: '', style: inline, layoutStyle: inline, importMap: inline, loader: inline },
        boundaries: inline,
        beacon: '/assets/shell/test/beacon.js',
        previewStyles: inline,
        speculationRules: '/assets/shell/speculation-rules.json',
      },
      loader: 'object',
    }));
  },
});

afterAll(async () => {
  await closeSharedShop();
  await removeSeededState();
  await removeInstalled();
});
