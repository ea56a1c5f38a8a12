import { company } from '../company.ts';
import type { LegalDocument } from './legal-document.ts';

export const termsEn: LegalDocument = {
  title: 'Terms of Use',
  summary:
    'What the company and you agree on when you sign up and order at Jogakbo. The Korean text is the binding one.',
  effective: company.effective,
  sections: [
    {
      id: 'purpose',
      title: '1. Purpose',
      blocks: [
        `These terms set out how you may use the online shop Jogakbo (the “shop”), run by ${company.name.en} (the “company”), and the rights and duties of both sides.`,
      ],
    },
    {
      id: 'definitions',
      title: '2. Definitions',
      blocks: [
        {
          list: [
            'A “user” is anyone who visits the shop and uses it under these terms, as a member or a guest.',
            'A “member” is a person who has signed up and may go on using the shop.',
            'A “guest” is a person who uses the shop without signing up.',
          ],
        },
      ],
    },
    {
      id: 'posting',
      title: '3. Publication and changes',
      blocks: [
        'The company publishes these terms, its name, representative, address, registration numbers and contact details where users can easily find them.',
        'The company may change the terms within the law. It announces the day and the reason of a change 7 days before, or 30 days before where the change is to the disadvantage of users.',
        'Changed terms apply to contracts that are made from that day on. Earlier contracts keep the earlier terms.',
      ],
    },
    {
      id: 'service',
      title: '4. The service and its interruptions',
      blocks: [
        'The company shows products, makes sales contracts, delivers what was bought, and does the work that goes with it.',
        'The service may pause for maintenance, replacement or failure of equipment, or loss of communication. The company compensates damage that it causes on purpose or by negligence.',
      ],
    },
    {
      id: 'membership',
      title: '5. Signing up',
      blocks: [
        'You sign up by filling in the form and agreeing to these terms and to the use of your personal data. The company accepts you unless',
        {
          list: [
            'what you entered is false, incomplete or wrong,',
            'you are under 14 years old, or',
            'you lost a membership before because you broke these terms.',
          ],
        },
        'You look after your e-mail address and password yourself and may not let others use them. Tell the company at once if you learn that somebody does.',
      ],
    },
    {
      id: 'leaving',
      title: '6. Leaving and losing a membership',
      blocks: [
        'You can leave at any time on your page; the company acts on it at once.',
        'The company may limit or suspend members who disturb others, use their data or otherwise break the law or these terms. It ends a membership only after notice and at least 30 days in which the member can explain.',
      ],
    },
    {
      id: 'notice',
      title: '7. Notices',
      blocks: [
        'Notices go to the e-mail address that you gave. A notice to all members may be published in the shop for at least a week instead, unless it has a serious effect on your own orders.',
      ],
    },
    {
      id: 'order',
      title: '8. Orders',
      blocks: [
        'Before you order, the shop shows the product, its price, the delivery fee, the address, the payment method, and any limit on withdrawal. You must be logged in to order.',
        'The contract is made when the shop shows or tells you that the order is confirmed. The company may refuse an order where stock is lacking, where something entered is false, or where a minor orders without a guardian’s consent.',
        'A contract that a minor made without consent can be cancelled by the minor or the guardian.',
        'You can cancel under your orders until delivery is complete. What was already sent follows the rules on withdrawal.',
      ],
    },
    {
      id: 'payment',
      title: '9. Payment',
      blocks: [
        'You pay by the methods shown at checkout. No method costs extra. If a payment is declined, the order is not confirmed and nothing is charged.',
      ],
    },
    {
      id: 'delivery',
      title: '10. Delivery',
      blocks: [
        'Unless another time was agreed, the company takes the steps needed to send your order within 3 business days of payment. Where a product page guarantees a day of arrival, it is delivered by that day.',
        'Product page and checkout show how, at whose cost and in what time we deliver. The company compensates the damage where it misses that time through its own fault.',
      ],
    },
    {
      id: 'withdrawal',
      title: '11. Withdrawal and refunds',
      blocks: [
        'You may withdraw within 7 days of receiving a product. If it differs from its description or from the contract, you may withdraw within 3 months of receiving it and within 30 days of learning of it.',
        'If the company cannot supply a product, it tells you why at once and refunds what you paid within 3 business days. The details are here:',
        { links: [['/returns', 'Withdrawal, exchanges and returns']] },
      ],
    },
    {
      id: 'reviews',
      title: '12. Reviews',
      blocks: [
        'Only members who have received a product may review it. The copyright stays with the author; the company may use the review to present the product in the shop.',
        'The company may take down reviews that violate the law or others’ rights, and tells the author why.',
      ],
    },
    {
      id: 'duties',
      title: '13. Duties of both sides',
      blocks: [
        'The company keeps to the law and these terms, protects your data, and sends no advertising that you did not ask for.',
        'Users may not enter false data, use the data of others, alter the shop’s information, disturb the service, or violate the rights of the company or of others.',
      ],
    },
    {
      id: 'privacy',
      title: '14. Personal data',
      blocks: [
        'The company collects as little personal data as the service needs and protects it as its privacy policy says.',
        { links: [['/privacy', 'Privacy Policy']] },
      ],
    },
    {
      id: 'liability',
      title: '15. Liability',
      blocks: [
        'The company is not liable where it cannot provide the service because of force majeure, or for disturbances that a user causes. These terms do not limit the liability that the law lays down.',
      ],
    },
    {
      id: 'disputes',
      title: '16. Disputes and jurisdiction',
      blocks: [
        `Complaints and opinions go to customer service (${company.email}, ${company.phone}). They come first, and where they take long the company says why and until when.`,
        'You can ask the consumer hotline 1372 for advice, or apply for mediation at the Consumer Dispute Settlement Commission of the Korea Consumer Agency or at the E-Commerce Mediation Committee.',
        'Korean law applies. The district court of the user’s residence at the time of the action has jurisdiction.',
      ],
    },
  ],
};
