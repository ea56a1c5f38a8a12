import { fillFiles } from './fill-files.ts';
import { fillMenu } from './fill-menu.ts';

/**
 * Fills the stores of a new shop before its workers start.
 *
 * @returns false if some store exists already; then the running services have to fill what is missing
 */
export async function fillStores(options: Parameters<typeof fillFiles>[0]): Promise<boolean> {
  const menu = options.workers.find(({ name }) => name === 'menu-service');
  const [filled] = await Promise.all([fillFiles(options), menu && fillMenu(menu, options.stateDirectory)]);
  return filled && menu !== undefined;
}
