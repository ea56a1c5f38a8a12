/** https://docs.tosspayments.com/sdk/v2/js */
const sdk = 'https://js.tosspayments.com/v2/standard';

type PaymentWindow = {
  requestPayment(payment: {
    method: 'CARD' | 'TRANSFER';
    amount: { currency: 'KRW'; value: number };
    orderId: string;
    orderName: string;
    successUrl: string;
    failUrl: string;
    windowTarget: 'self';
  }): Promise<void>;
};
type Toss = {
  (clientKey: string): { payment(who: { customerKey: string }): PaymentWindow };
  ANONYMOUS: string;
};

/** Opens Toss's window: at once at the first visit, and by the button. A shopper who comes back is not sent away again. */
export function hydrate(element: HTMLElement): void {
  const page = element.querySelector<HTMLElement>('.pay');
  const button = page?.querySelector('button');
  if (!page || !button) return;
  button.addEventListener('click', () => void open(page, button));
  if (history.state?.opened) return;
  history.replaceState({ ...history.state, opened: true }, '');
  void open(page, button);
}

async function open(page: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const status = page.querySelector<HTMLElement>('[role="status"]');
  const say = (text: string | undefined) => {
    if (status) status.textContent = text ?? '';
  };
  const { clientKey = '', method, order = '', name = '', amount, success, fail } = page.dataset;
  button.disabled = true;
  say(status?.dataset.opening);
  try {
    const toss = await load();
    await toss(clientKey)
      .payment({ customerKey: toss.ANONYMOUS })
      .requestPayment({
        // The window for cards also offers the easy ways to pay.
        method: method === 'transfer' ? 'TRANSFER' : 'CARD',
        amount: { currency: 'KRW', value: Number(amount) },
        orderId: order,
        orderName: name,
        successUrl: new URL(success ?? '/', location.href).href,
        failUrl: new URL(fail ?? '/', location.href).href,
        // Toss takes the place of this page, so it needs no frame and no styles here.
        windowTarget: 'self',
      });
  } catch {
    say(status?.dataset.failed);
  } finally {
    button.disabled = false;
  }
}

function load(): Promise<Toss> {
  const known = () => (globalThis as { TossPayments?: Toss }).TossPayments;
  return new Promise((resolve, reject) => {
    const found = known();
    if (found) return resolve(found);
    const script = document.createElement('script');
    script.src = sdk;
    script.addEventListener('load', () => {
      const toss = known();
      if (toss) resolve(toss);
      else reject(new Error('The script of Toss did not start.'));
    });
    script.addEventListener('error', () => reject(new Error('The script of Toss cannot be loaded.')));
    document.head.append(script);
  });
}
