// The container of a Module Federation remote: two functions. Each module of it exports `hydrate`.
export const init = () => {};
export const get = async () => () => ({ hydrate });

/** Takes over the form that the server has rendered. `likes` is the JSON at its end. */
function hydrate(element, { likes }) {
  const form = element.querySelector('form');
  let count = likes;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await fetch(form.action, { method: 'POST', redirect: 'manual' });
    count += 1;
    form.querySelector('b').textContent = String(count);
  });
}
