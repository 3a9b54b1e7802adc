/** Ada, of whom every standard claim is known: the one profile for the tests of every room. */
import type { Profile } from '@/identity/ports';

export const fullProfile = {
  name: 'Ada Lovelace',
  given_name: 'Ada',
  family_name: 'Lovelace',
  middle_name: 'King',
  nickname: 'Countess',
  profile: 'https://example.com/ada',
  picture: 'https://example.com/ada.png',
  website: 'https://ada.example.com',
  gender: 'female',
  birthdate: '1815-12-10',
  zoneinfo: 'Europe/London',
  locale: 'en-GB',
  phone_number: '+44 20 7946 0000',
  phone_number_verified: true,
  address: { formatted: '12 St James’s Square\nLondon', country: 'GB' },
} satisfies Profile;
