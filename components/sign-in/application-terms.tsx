import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { GateFoot } from '@/components/ui/gate';
import { TextLink } from '@/components/ui/text-link';
import type { Application } from './application';

/** The application's own privacy notice and terms, when it has registered any. They open apart from the sign-in. */
export function ApplicationTerms({
  application,
  children,
}: {
  application?: Application | undefined;
  children?: ReactNode;
}) {
  const t = useTranslations('consent');
  const { name = '', policyUri, tosUri } = application ?? {};
  const which = policyUri ? (tosUri ? 'policyAndTos' : 'policy') : 'tos';
  if (!policyUri && !tosUri && !children) return null;
  return (
    <GateFoot small>
      {children}{' '}
      {(policyUri || tosUri) &&
        t.rich(which, {
          application: name,
          policy: (words) => (
            <TextLink href={policyUri ?? ''} apart>
              {words}
            </TextLink>
          ),
          tos: (words) => (
            <TextLink href={tosUri ?? ''} apart>
              {words}
            </TextLink>
          ),
        })}
    </GateFoot>
  );
}
