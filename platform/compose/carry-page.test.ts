import { expect, test } from 'bun:test';
import { carryPage } from './carry-page.ts';

test.each([
  ['<form method="post" action="/login">', '<form method="post" action="/login?lang=en">'],
  ['<form action="/my#x" method="post">', '<form action="/my?lang=en#x" method="post">'],
  ['<form action="/a?b=1" method="post">', '<form action="/a?b=1&amp;lang=en" method="post">'],
  ['<form action="/a?lang=ko" method="post">', '<form action="/a?lang=ko" method="post">'],
  ['<form action="/a?b=1&amp;lang=ko" method="post">', '<form action="/a?b=1&amp;lang=ko" method="post">'],
  ['<form action="/search" method="get">', '<form action="/search" method="get">'],
  ['<form action="/search">', '<form action="/search">'],
  ['<form method="post" action="//evil.example/">', '<form method="post" action="//evil.example/">'],
  [
    '<form method="post" action="https://pay.example/">',
    '<form method="post" action="https://pay.example/">',
  ],
  [
    '<button form="buy-box" formaction="/checkout/start">바로구매</button>',
    '<button form="buy-box" formaction="/checkout/start?lang=en">바로구매</button>',
  ],
  ['<p>action="/login"</p>', '<p>action="/login"</p>'],
  ['<a href="/login" data-action="/login">x</a>', '<a href="/login" data-action="/login">x</a>'],
])('the page language is carried in %s', (html, expected) =>
  expect(carryPage(html, 'en', '')).toBe(expected),
);

test('a form names the version of its fragment', () => {
  const form = '<form method="post" action="/a?b=1">';
  expect(carryPage(form, 'en', '1 2')).toBe(
    '<form method="post" action="/a?b=1&amp;page-version=1%202&amp;lang=en">',
  );
});

test('language and version are written only once', () => {
  const once = carryPage('<form method="post" action="/login">', 'ko', '1');
  expect(carryPage(once, 'en', '2')).toBe(once);
});
