import { company } from '../company.ts';
import type { LegalDocument } from './legal-document.ts';

export const returnsEn: LegalDocument = {
  title: 'Withdrawal, exchanges and returns',
  summary:
    'How to cancel an order or send something back, until when, at whose cost, and when you get your money.',
  effective: company.effective,
  sections: [
    {
      id: 'cancelling',
      title: '1. Cancelling before delivery',
      blocks: [
        'Until an order is delivered, open it in your orders and press “Cancel order”. You get your money back the way you paid.',
        { links: [['/orders', 'See your orders']] },
      ],
    },
    {
      id: 'period',
      title: '2. Until when you can withdraw',
      blocks: [
        {
          list: [
            'You changed your mind: within 7 days of receiving the product',
            'The product differs from its description or from the contract: within 3 months of receiving it, and within 30 days of learning of it',
          ],
        },
      ],
    },
    {
      id: 'exceptions',
      title: '3. When you cannot withdraw',
      blocks: [
        'In these cases a change of mind is not enough. You can still withdraw when the product is faulty.',
        {
          list: [
            'The product was lost or damaged through your fault (opening the package to look is fine).',
            'You used or consumed it, and it lost much of its value.',
            'Time has passed and it lost so much value that it cannot be sold again, such as fresh food.',
            'You opened the package of something that can be copied, such as a book, a record or software.',
            'It was made to your order, and you agreed in writing beforehand that you cannot withdraw.',
          ],
        },
      ],
    },
    {
      id: 'how',
      title: '4. How to exchange or return',
      blocks: [
        `Tell customer service (${company.email}, ${company.phone}, ${company.hours.en}) your order number and the reason. A photo helps if the product is faulty.`,
        'A courier collects the product at your door. Please pack it as it came, with everything that belongs to it.',
        'We exchange a product while we have it in stock. If we do not, you get your money back.',
      ],
    },
    {
      id: 'costs',
      title: '5. Who pays for the return',
      blocks: [
        {
          caption: 'Who pays for the return',
          head: ['Reason', 'Rocket delivery', 'Other products'],
          rows: [
            ['Faulty, wrong, or not as described', 'The company', 'The company'],
            ['You changed your mind or chose the wrong option', 'The company (free returns)', 'You'],
          ],
        },
        'Where a product says “free returns”, returning it costs nothing, whatever the reason.',
      ],
    },
    {
      id: 'refunds',
      title: '6. Refunds',
      blocks: [
        'We refund within 3 business days of getting the product back. If you paid by card, we ask the card company to stop or cancel the charge, which may take a few more days.',
        'If a refund is late, we add interest for the delay at 15% a year, as the E-Commerce Act sets.',
        'You get coupons back if they have not expired.',
      ],
    },
    {
      id: 'disputes',
      title: '7. Disputes',
      blocks: [
        'Compensation follows the Consumer Dispute Resolution Standards of the Korea Fair Trade Commission. If we cannot agree, the consumer hotline 1372 or the Korea Consumer Agency can help.',
        { links: [['/help', 'Go to Help']] },
      ],
    },
  ],
};
