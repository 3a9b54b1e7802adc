import { CircleCheck, CircleX } from 'lucide';
import { useTranslations } from 'next-intl';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';

export interface DeviceOutcomePageProps {
  realm: string;
  outcome: 'connected' | 'denied';
}

/** The last word: nothing is left to do here. */
export function DeviceOutcomePage({ realm, outcome }: DeviceOutcomePageProps) {
  const t = useTranslations('deviceOutcome');
  const isConnected = outcome === 'connected';
  return (
    <>
      <GateHead
        crown={
          <Glyph tone={isConnected ? 'success' : 'accent'}>
            <Icon as={isConnected ? CircleCheck : CircleX} size="xl" />
          </Glyph>
        }
        title={t(`${outcome}.title`)}
      >
        <p>{t(`${outcome}.detail`, { realm })}</p>
      </GateHead>
      <p className="text-center text-sm text-ink-muted">{t('close')}</p>
    </>
  );
}
