import { MonitorSmartphone } from 'lucide';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { GateHead, Glyph } from '@/components/ui/gate';
import { Icon } from '@/components/ui/icon';
import { Input } from '@/components/ui/input';
import { EnhancedForm } from './enhanced-form';
import { FormFailureAlert } from './form-failure';
import { HiddenFields } from './hidden-fields';

export interface DevicePageProps {
  request: string;
  /** From the address, or what was typed before. */
  userCode?: string | undefined;
  failure?: { code: 'user-code-unknown' } | { code: 'too-many-attempts'; minutes: number } | undefined;
}

/** Posts `user_code` and `request` to `/interaction/device`. */
export function DevicePage({ request, userCode, failure }: DevicePageProps) {
  const t = useTranslations('device');
  const problems = useTranslations('problems.userCode');
  return (
    <>
      <GateHead
        crown={
          <Glyph>
            <Icon as={MonitorSmartphone} size="xl" />
          </Glyph>
        }
        title={t('title')}
      >
        <p>{t('lead')}</p>
      </GateHead>
      <div className="grid grid-cols-1 gap-4">
        {failure?.code === 'too-many-attempts' && <FormFailureAlert failure={failure} />}
        <EnhancedForm
          action="/interaction/device"
          checks={{ user_code: [{ rule: 'required', message: problems('required') }] }}
          className="grid grid-cols-1 gap-4"
        >
          <HiddenFields values={{ request }} />
          <Field
            id="user-code"
            label={t('code')}
            hint={t('codeHint')}
            error={failure?.code === 'user-code-unknown' ? problems('unknown') : undefined}
            size="gate"
            checked
          >
            {(control) => (
              <Input
                {...control}
                name="user_code"
                type="text"
                inputSize="code"
                mono
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                maxLength={32}
                required
                autoFocus
                defaultValue={userCode}
              />
            )}
          </Field>
          <Button
            id="device-submit"
            type="submit"
            variant="primary"
            size="lg"
            shape="block"
            busyLabel={t('continuing')}
          >
            {t('continue')}
          </Button>
        </EnhancedForm>
      </div>
      <div className="mt-8">
        <Alert tone="plain">
          <p className="text-sm text-ink-muted">
            {t.rich('warning', { b: (words) => <strong className="font-medium text-ink">{words}</strong> })}
          </p>
        </Alert>
      </div>
    </>
  );
}
