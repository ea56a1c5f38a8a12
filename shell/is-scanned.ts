/**
 * Tells whether only programs that look for security holes request a path: it has the name of a file, of a hidden folder, or of the
 * administration of another system. No page of the shop has such a path, and people do not type it, so the answer needs no page.
 */
export function isScanned(path: string): boolean {
  return path.split('/').some((segment) => /^\.|\.[a-z0-9~]{1,12}$/i.test(segment) || others.test(segment));
}

const others =
  /^(?:wp|wp-.*|wordpress|cgi-bin|phpmyadmin|pma|adminer|actuator|vendor|node_modules|graphql|solr|telescope|_ignition|owa|autodiscover|boaform|hnap1|server-status)$/i;
