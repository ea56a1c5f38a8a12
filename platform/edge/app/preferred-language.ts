import { type Language, languages } from '@jogakbo/contracts/language';

/**
 * Finds the supported language with the highest weight in an `Accept-Language` header (RFC 9110 §12.5.4).
 *
 * @returns `ko` if the header is missing or has no supported language
 */
export function preferredLanguage(header: string | undefined): Language {
  if (!header) return languages[0];
  if (header === 'ko' || header === 'en') return header;
  const ranked = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { tag: tag.split('-')[0] as Language, weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter(({ tag, weight }) => languages.includes(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return ranked[0]?.tag ?? languages[0];
}
