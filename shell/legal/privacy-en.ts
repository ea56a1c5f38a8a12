import { company } from '../company.ts';
import type { LegalDocument } from './legal-document.ts';

export const privacyEn: LegalDocument = {
  title: 'Privacy Policy',
  summary:
    'Which personal data Jogakbo collects and why, how long it is kept, and what you can ask for. The Korean text is the binding one.',
  effective: company.effective,
  sections: [
    {
      id: 'collected',
      title: '1. What we collect, and why',
      blocks: [
        `${company.name.en} (the “company”) processes only the following data, for these purposes alone. If a purpose changes, we ask for your consent again.`,
        {
          caption: 'Data and purposes',
          head: ['When', 'Data', 'Purpose', 'Basis'],
          rows: [
            ['Signing up', 'Name, e-mail, password', 'Identifying and informing members', 'Consent'],
            ['Ordering', 'Recipient, phone, address', 'Delivery, collecting returns', 'Contract'],
            ['Paying', 'Method, amount, result', 'Payment and refunds', 'Contract'],
            ['Reviewing', 'Rating, title, text, masked name', 'Showing reviews', 'Contract'],
            [
              'Using the shop',
              'Access logs, network address, cookies',
              'Staying logged in, the cart, preventing abuse',
              'Legitimate interest',
            ],
          ],
        },
        'We collect no resident registration numbers and no sensitive data. Children under 14 cannot sign up.',
      ],
    },
    {
      id: 'retention',
      title: '2. How long we keep it',
      blocks: [
        'Member data is kept until you leave and is then erased at once. Records that the law wants kept are kept apart from other data for the time that it sets.',
        {
          caption: 'Kept by law',
          head: ['Record', 'Time', 'Law'],
          rows: [
            ['Contracts and withdrawals', '5 years', 'E-Commerce Act'],
            ['Payments and deliveries', '5 years', 'E-Commerce Act'],
            ['Complaints and disputes', '3 years', 'E-Commerce Act'],
            ['Labels and advertising', '6 months', 'E-Commerce Act'],
            ['Access logs', '3 months', 'Protection of Communications Secrets Act'],
          ],
        },
        'A cart ends 30 days after its last change and the visitor’s cookie after 31 days. A session ends after 30 minutes without use, and after 14 days at the latest.',
      ],
    },
    {
      id: 'third-parties',
      title: '3. Third parties',
      blocks: ['We give personal data to third parties only with your consent or where a law requires it.'],
    },
    {
      id: 'processors',
      title: '4. Processors, and transfer abroad',
      blocks: [
        'These companies do part of the work for us, bound by contract and under our supervision. Data goes to those abroad over encrypted connections as you use the shop and stays there until the contract ends. If you do not want this, you can choose not to sign up, or leave.',
        {
          caption: 'Processors',
          head: ['Company', 'Task'],
          rows: company.processors.map(({ name, task }) => [name.en, task.en]),
        },
      ],
    },
    {
      id: 'destruction',
      title: '5. Erasure',
      blocks: [
        'Data is destroyed within 5 days once its time has passed or its purpose is met. Files are erased so that they cannot be restored; paper is shredded or burnt.',
      ],
    },
    {
      id: 'rights',
      title: '6. Your rights',
      blocks: [
        'You and your legal representative may at any time see, correct or erase your data, stop its processing, and withdraw your consent. Changing your name, password and addresses, and leaving, are on your page.',
        `Send other requests to ${company.privacyOfficer.email}. We act within 10 days and tell you the result. A representative must add a letter of authorization.`,
        'You may refuse to give the required data, but then you cannot sign up or order.',
        { links: [['/my', 'Go to my page']] },
      ],
    },
    {
      id: 'safety',
      title: '7. How we protect it',
      blocks: [
        {
          list: [
            'Passwords are kept as irreversible hashes; contact details and addresses are kept encrypted.',
            'All communication is encrypted (HTTPS).',
            'People and programs get as little access as they need, and access is logged.',
            'Attempts to log in are limited.',
          ],
        },
      ],
    },
    {
      id: 'cookies',
      title: '8. Cookies',
      blocks: [
        'We use only the cookies that logging in, the cart and your language need, and none for advertising or tracking. While we introduce a new version of the shop, one more cookie holds a random number that many visitors share, so that all of your pages have the same version. You can block cookies in your browser, but then logging in and the cart do not work.',
      ],
    },
    {
      id: 'officer',
      title: '9. Data protection officer',
      blocks: [
        {
          pairs: [
            ['Officer', company.privacyOfficer.name.en],
            ['E-mail', company.privacyOfficer.email],
            ['Phone', `${company.phone} (${company.hours.en})`],
          ],
        },
      ],
    },
    {
      id: 'remedies',
      title: '10. Where you can complain',
      blocks: [
        'These bodies in Korea advise and mediate:',
        {
          pairs: [
            ['Personal Information Dispute Mediation Committee', '1833-6972'],
            ['Privacy Infringement Report Center', '118'],
            ['Supreme Prosecutors’ Office', '1301'],
            ['Korean National Police Agency', '182'],
          ],
        },
      ],
    },
    {
      id: 'changes',
      title: '11. Changes',
      blocks: [
        'Changes to this policy are announced in the shop 7 days before they apply, important ones 30 days before.',
      ],
    },
  ],
};
