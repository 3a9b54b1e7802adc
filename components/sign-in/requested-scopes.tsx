import { useTranslations } from 'next-intl';
import type { Account } from './application';
import type { ConsentScope } from './scope-list';
import { ScopeList } from './scope-list';

/** What an application asks for: first what comes with signing in, then what can be unticked. */
export function RequestedScopes({ name, scopes, account }: { name: string; scopes: ConsentScope[]; account: Account }) {
  const t = useTranslations('consent');
  const required = scopes.filter((entry) => !entry.optional);
  const optional = scopes.filter((entry) => entry.optional);
  return (
    <>
      {required.length > 0 && (
        <section aria-labelledby="sees">
          <h2 id="sees" className="mb-2 text-gate font-medium tracking-normal wrap-anywhere">
            {t('sees', { application: name })}
          </h2>
          <ScopeList scopes={required} account={account} />
        </section>
      )}
      {optional.length > 0 && (
        <fieldset className="min-w-0">
          <legend className="mb-2 text-gate font-medium">{t('chooses')}</legend>
          <ScopeList scopes={optional} account={account} />
        </fieldset>
      )}
    </>
  );
}
