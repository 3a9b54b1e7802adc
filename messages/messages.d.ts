import type messages from './en.json';

/** Makes `useTranslations` know our keys: a word that is not in the message file does not compile. */
declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages;
  }
}
