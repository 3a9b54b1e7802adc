import type { Account, Application } from '../sign-in/application';
import type { ConsentScope } from '../sign-in/scope-list';

const sail =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7.4 -7.4 38.8 38.8"><rect x="-8" y="-8" width="40" height="40" fill="rgb(194 69 45)"/><path d="M12.6 3.5v13H5.2c2.9-3.6 5.6-8 7.4-13z" fill="white"/><path d="M14.4 7.2c2.6 2.5 4 5.6 4.4 9.3h-4.4z" fill="white" opacity=".72"/><path d="M4 18.6h16c-1 1.6-2.2 2.4-3.6 2.4H7.6c-1.4 0-2.6-.8-3.6-2.4z" fill="white"/></svg>';

const harbour: Application = {
  name: 'Harbour',
  logo: `data:image/svg+xml,${encodeURIComponent(sail)}`,
  policyUri: 'https://harbour.example/privacy',
  tosUri: 'https://harbour.example/terms',
};

/** What the mock pages show too. */
export const samples = {
  realm: 'Marlow Works',
  harbour,
  unknown: { name: 'localhost experiment' } satisfies Application,
  request: '01jd2q6m9w8e7r5t3y1u0p4s2a',
};

/** 60 characters, and one word that does not fit a line of a phone. */
export const longApplication: Application = { name: 'Wasserstrassenverwaltungsportal for the northern harbours, 2' };

/** 200 characters. */
export const longAddress =
  `https://staging.harbour.example/auth/callback?tenant=${'northern-harbours-'.repeat(8)}&x=12`.padEnd(200, 'y');

export const people = {
  ada: { name: 'Ada Okafor', username: 'ada', email: 'ada@marlow.example' },
  noMail: { username: 'tomas' },
  long: {
    name: 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Elder',
    username: 'w',
    email: `${'wolfe'.repeat(12)}@marlow.example`,
  },
} satisfies Record<string, Account>;

const scope = (name: string, rest: Partial<ConsentScope> = {}): ConsentScope => ({
  scope: name,
  isNew: false,
  optional: false,
  ...rest,
});

const calendar = scope('calendar.busy', {
  description: 'See when you are busy',
  api: 'Marlow Calendar',
  optional: true,
});
const desks = scope('desks.book', {
  description: 'Book and cancel desks for you',
  api: 'Marlow Desks',
  optional: true,
});

export const scopes = {
  usual: [scope('profile'), scope('email'), scope('offline_access'), calendar, desks],
  more: [{ ...calendar, isNew: true }, { ...desks, optional: false, isNew: true }, scope('profile'), scope('email')],
  all: ['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'roles', 'groups'].map((name) =>
    scope(name),
  ),
  long: [
    scope('openid'),
    scope(`urn:example:${'very-long-scope-name:'.repeat(9)}`),
    scope('x', {
      description:
        'Read, write, move, share and delete every document that you keep, also those that others shared with you',
      api: longApplication.name,
      optional: true,
    }),
  ],
};
