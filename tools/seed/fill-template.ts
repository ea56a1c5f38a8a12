import { type Particle, toParticle } from './particle.ts';

/**
 * Fills `{slot}` and `{slot:을}` (the slot and the particle that fits it) and closes the gaps that empty
 * slots leave.
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
