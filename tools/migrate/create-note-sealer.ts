import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { MigrationError } from './side.ts';

/**
 * Encrypts noted rows with AES-256-GCM, each for its key. A person with this secret can read the same rows from the monolith, so the notes tell
 * nothing to anybody else.
 *
 * @param secret the key of the monolith's rows
 */
export function createNoteSealer(secret: string, slice: string) {
  let made: Buffer | undefined;
  // It takes some 50 ms, and most commands note nothing.
  const key = () => (made ??= scryptSync(secret, `jogakbo-migrate/${slice}`, 32));

  return {
    seal(place: string, value: unknown): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key(), iv).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
    },

    /** @throws MigrationError if it was encrypted with another secret */
    open(place: string, sealed: string): unknown {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12)).setAAD(
        Buffer.from(place),
      );
      decipher.setAuthTag(bytes.subarray(12, 28));
      try {
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString());
      } catch {
        throw new MigrationError(
          `The notes of ${slice} were made with another key of the monolith, so they cannot be read. Send that key with --key.`,
        );
      }
    },
  };
}
