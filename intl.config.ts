/** The language and the words of each request; next-intl reads this file, `next.config.js` names it. */
import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale, localeCookie, uiLocalesHeader } from '@/server/locale';

export default getRequestConfig(async () => {
  const [jar, received] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    uiLocales: received.get(uiLocalesHeader) ?? undefined,
    cookie: jar.get(localeCookie)?.value,
    acceptLanguage: received.get('accept-language') ?? undefined,
  });
  const { default: messages } = await import(`./messages/${locale}.json`);
  return { locale, messages, timeZone: 'UTC' };
});
