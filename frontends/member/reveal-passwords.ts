import type { Island } from '@jogakbo/browser/host';

/** Lets the buttons beside password fields show what is typed. The form itself works without this. */
export const revealPasswords: Island = {
  hydrate(element) {
    element.addEventListener('click', ({ target }) => {
      const button = (target as Element).closest<HTMLButtonElement>('button[data-reveal]');
      const field = button && element.querySelector<HTMLInputElement>(`#${button.dataset.reveal}`);
      if (!field) return;
      const shown = field.type === 'text';
      field.type = shown ? 'password' : 'text';
      button.setAttribute('aria-pressed', String(!shown));
      field.focus();
    });
    // A password that stays visible would be kept among what the browser remembers of text fields.
    element.addEventListener('submit', () => {
      for (const button of element.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
        const field = element.querySelector<HTMLInputElement>(`#${button.dataset.reveal}`);
        if (field) field.type = 'password';
        button.setAttribute('aria-pressed', 'false');
      }
    });
  },
};
