/**
 * Whether a path is one that only programs ask for, in search of holes: it names a file, a hidden folder or another system's
 * administration. No page of the shop has such a path and people do not type it, so it is answered without composing a page.
 */
export function isScanned(path: string): boolean {
  return path.split('/').some((segment) => /^\.|\.[a-z0-9~]{1,12}$/i.test(segment) || others.test(segment));
}

const others =
  /^(?:wp|wp-.*|wordpress|cgi-bin|phpmyadmin|pma|adminer|actuator|vendor|node_modules|graphql|solr|telescope|_ignition|owa|autodiscover|boaform|hnap1|server-status)$/i;
