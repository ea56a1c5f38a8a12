/** Sends the form that places the order. It is sent once for each visit; the button sends it again. */
export function hydrate(element: HTMLElement): void {
  const form = element.querySelector('form');
  if (!form || history.state?.sent) return;
  history.replaceState({ ...history.state, sent: true }, '');
  form.requestSubmit();
}
