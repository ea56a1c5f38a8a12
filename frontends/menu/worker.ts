import build from 'jogakbo:build';
import { createFrontend } from '@jogakbo/edge/create-frontend';
import { defineFragment } from '@jogakbo/edge/fragment';
import * as v from 'valibot';

const strip = defineFragment({
  params: v.object({}),
  sharing: { maxAge: 60 },
  render: async () => null,
});

export default createFrontend({ slice: 'menu', build, fragments: { strip } });
