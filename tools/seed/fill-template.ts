import { type Particle, toParticle } from './particle.ts';

/**
 * Fills `{slot}` with its word, and `{slot:을}` with its word and the fitting particle. An empty slot leaves no double space.
 */
export function fillTemplate(template: string, slot: (name: string) => string): string {
  return template
    .replace(/\{(\w+)(?::([가-힣]+))?\}/g, (_, name: string, particle?: Particle) => {
      const word = slot(name);
      return particle ? word + toParticle(word, particle) : word;
    })
    .replace(/\s+/g, ' ')
    .trim();
}
