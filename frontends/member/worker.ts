import build from 'jogakbo:build';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment } from '@jogakbo/edge/fragment';
import * as v from 'valibot';

const links = defineFragment({
  params: v.object({}),
  sharing: { maxAge: 60 },
  render: async () => null,
});

const my = defineFragment({
  params: v.object({}),
  sharing: { maxAge: 60 },
  render: async () => null,
});

export default createFrontend({ slice: 'member', build, fragments: { links, my } });
