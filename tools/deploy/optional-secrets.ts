const nobodyPays = 'nobody can pay';

/** Secrets without which a tier works, but does less, and what the shop cannot do without them. */
export const optional: Record<string, Record<string, string>> = {
  'member-service': {
    MAIL_URL: 'the shop sends no mails',
    MAIL_TOKEN: 'the shop sends no mails',
  },
  'payment-service': {
    PAYMENT_PROVIDER: nobodyPays,
    TOSS_SECRET_KEY: nobodyPays,
    TOSS_CLIENT_KEY: nobodyPays,
    TOSS_SECURITY_KEY: '',
  },
  // It opens the page of Toss's payment window only if Toss is the provider.
  shell: { PAYMENT_PROVIDER: nobodyPays },
};

/** Where a worker sends its traces and metrics: any worker may have these, and none needs them. */
export const telemetry = ['OTLP_URL', 'OTLP_AUTHORIZATION', 'OTLP_SHARE', 'OTLP_SLOW'];
