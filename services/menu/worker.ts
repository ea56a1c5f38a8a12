import { createService } from '@jogakbo/edge/create-service';
import { guardOperator, type OperatorSettings } from '@jogakbo/edge/guard-operator';
import { problem } from '@jogakbo/edge/problem';
import { toKoreanDay } from '@jogakbo/edge/to-korean-day';
import { validate } from '@jogakbo/edge/validate';
import { LinkList } from './contract.ts';
import { isOpen } from './is-open.ts';
import { createLinkStore, type KeyValues } from './link-store.ts';

type MenuService = { name: 'menu-service'; bindings: { LINKS: KeyValues } & OperatorSettings };

export default createService<MenuService>('menu-service', {
  keeps: { '/menu': 10_000, '/links': 10_000 },
  routes(app) {
    app.get('/links', async (c) => {
      const today = toKoreanDay(c.var.now());
      const links = await createLinkStore(c.env.LINKS).read();
      const open = links.filter(({ window }) => isOpen(window, today));
      return c.json({
        links: open.map(({ id, name, path }) => ({ id, name, path: path ?? `/campaigns/${id}` })),
      });
    });

    app.get('/campaigns/:id', async (c) => {
      const links = await createLinkStore(c.env.LINKS).read();
      const link = links.find(({ id }) => id === c.req.param('id'));
      if (!link?.page || !isOpen(link.window, toKoreanDay(c.var.now()))) return problem(c, 404);
      return c.json({ id: link.id, ...link.page });
    });

    app.get('/menu', async (c) => c.json({ links: await createLinkStore(c.env.LINKS).read() }));

    app.put('/menu', guardOperator(), validate('json', LinkList), async (c) => {
      const { links } = c.req.valid('json');
      await createLinkStore(c.env.LINKS).write(links);
      return c.json({ links });
    });
  },
});
