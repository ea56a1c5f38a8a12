import type { Island } from '@jogakbo/browser/host';

/** Makes the buttons beside password fields show the typed password. The form works without this island. */
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
    // A browser may remember the text of a visible field, so passwords are hidden before the form is sent.
    element.addEventListener('submit', () => {
      for (const button of element.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
        const field = element.querySelector<HTMLInputElement>(`#${button.dataset.reveal}`);
        if (field) field.type = 'password';
        button.setAttribute('aria-pressed', 'false');
      }
    });
  },
};
