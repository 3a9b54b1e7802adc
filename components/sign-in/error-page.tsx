import type { IconNode } from 'lucide';
import { CircleAlert, Clock, CloudOff, Unlink2 } from 'lucide';
import { useTranslations } from 'next-intl';
import { Address } from '@/components/ui/address';
import { ButtonLink } from '@/components/ui/button';
import { ValueGrid, ValueRow } from '@/components/ui/difference';
import { Disclosure } from '@/components/ui/disclosure';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { Numbered } from '@/components/ui/numbered';
import { TextLink } from '@/components/ui/text-link';
import { CopyBox } from '@/components/ui/value';
import type { RefusalReason } from './refusal';
import { reasonOf, remedies } from './refusal';

export interface ErrorPageProps {
  realm: string;
  /** A refusal code of the protocol; codes without words of their own get the general ones. */
  code: string;
  application?: { name: string; contact?: string | undefined } | undefined;
  /** The trace id. */
  reference: string;
  /** The `redirect_uri` as received: shown as text, never as a link. */
  received?: string | undefined;
  /** Where the one button leads: the application's registered home page. */
  backHref?: string | undefined;
}

const glyphs: Partial<Record<RefusalReason, IconNode>> = {
  'request-expired': Clock,
  'storage-unavailable': CloudOff,
  unexpected: CloudOff,
};

/** Says that a sign-in cannot continue, why, and what one can do. Nothing here follows an address of the request. */
export function ErrorPage({ realm, code, application, reference, received, backHref }: ErrorPageProps) {
  const t = useTranslations('error');
  const reason = reasonOf(code);
  const glyph =
    glyphs[reason] ?? (reason.startsWith('redirect') || reason.startsWith('client') ? Unlink2 : CircleAlert);
  return (
    <>
      <GateHead
        crown={
          <Glyph tone="danger">
            <Icon as={glyph} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p className="wrap-anywhere">
          {t(`reasons.${reason}`, { subject: application?.name ?? t('anApplication'), realm })}
        </p>
      </GateHead>
      <div className="grid grid-cols-1 gap-5">
        <Remedies reason={reason} realm={realm} application={application} />
        <CopyBox
          label={t('reference')}
          value={reference}
          copy={{ label: t('copyReference'), doneLabel: t('copied') }}
        />
        {backHref && (
          <ButtonLink href={backHref} variant="primary" size="lg" shape="block">
            <span className="truncate">
              {application ? t('back', { application: application.name }) : t('home', { realm })}
            </span>
          </ButtonLink>
        )}
        <ForDeveloper
          {...{ reason, code, received }}
          name={application?.name}
          consoleHref={application && `/console/sign-ins/${encodeURIComponent(reference)}`}
        />
      </div>
    </>
  );
}

function Remedies({
  reason,
  realm,
  application,
}: Pick<ErrorPageProps, 'realm' | 'application'> & { reason: RefusalReason }) {
  const t = useTranslations('error');
  const contact = application?.contact;
  const name = application?.name ?? t('theApplication');
  return (
    <section className="grid grid-cols-1 gap-2">
      <h2 className="text-gate font-medium tracking-normal">{t('whatToDo')}</h2>
      <Numbered
        steps={remedies[reason].map((remedy) => ({
          name: remedy,
          words:
            remedy === 'tell' && contact !== undefined
              ? t.rich('remedies.tellContact', {
                  contact: () => <TextLink href={`mailto:${contact}`}>{contact}</TextLink>,
                })
              : t(`remedies.${remedy}`, { application: name, realm }),
        }))}
      />
    </section>
  );
}

interface ForDeveloperProps {
  reason: RefusalReason;
  code: string;
  name: string | undefined;
  received: string | undefined;
  /** Where those who look after the application see the whole of it. */
  consoleHref: string | undefined;
}

function ForDeveloper({ reason, code, name, received, consoleHref }: ForDeveloperProps) {
  const t = useTranslations('error');
  return (
    <Disclosure title={t('developer', { application: name ?? t('theApplication') })}>
      <p className="text-ink-muted">
        {t.rich(`explanations.${reason}`, { code: (words) => <code className="text-ink">{words}</code> })}
      </p>
      <ValueGrid>
        <ValueRow label={t('code')}>{code}</ValueRow>
        {received !== undefined && (
          <ValueRow label={t('received')}>
            <Address value={received} />
          </ValueRow>
        )}
      </ValueGrid>
      {consoleHref !== undefined && (
        <p>
          <TextLink href={consoleHref}>{t('inConsole')}</TextLink>
        </p>
      )}
    </Disclosure>
  );
}
