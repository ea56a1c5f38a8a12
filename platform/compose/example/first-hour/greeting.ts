import { Hono } from 'hono';
import { html } from 'hono/html';

// A server with Hono. Its fragment is personal: it greets the visitor by the name in their cookie.
const app = new Hono();

app.use(async (c, next) => {
  await next();
  c.header('x-jogakbo-version', '1');
  c.header('cache-control', 'private, no-store');
});

app.get('/fragments.json', (c) =>
  c.json({ slice: 'greeting', version: '1', fragments: { hello: { personal: true } } }),
);

app.get('/fragments/hello', (c) =>
  c.html(hello(decodeURIComponent(c.req.header('x-jogakbo-identity') ?? ''))),
);

// The form. A redirect is for the browser, and so is the cookie. Any other answer is the fragment again, with a message.
app.post('/name', async (c) => {
  const { name } = await c.req.parseBody();
  if (typeof name === 'string' && name.trim() !== '') {
    c.header('set-cookie', `name=${encodeURIComponent(name.trim())}; Path=/; HttpOnly; SameSite=Lax`);
    return c.redirect('/', 303);
  }
  c.header('x-jogakbo-fragment', 'greeting/hello');
  return c.html(hello('', 'Please tell us your name.'), 422);
});

function hello(name: string, message = '') {
  return html`<h1>Hello, ${name || 'stranger'}!</h1>
<form method="post" action="/name">
  <label>Your name <input name="name"></label>
  <button>Save</button>
  <p role="alert">${message}</p>
</form>`;
}

const server = Bun.serve({ port: Number(process.env.PORT ?? 4002), fetch: app.fetch });
console.log(`http://localhost:${server.port}`);
