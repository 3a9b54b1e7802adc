import { useTranslations } from 'next-intl';
import { Alert } from '../ui/alert';
import type { ApiProblem } from './api';

const known = [
  'unreachable',
  'not-signed-in',
  'forbidden',
  'not-found',
  'outdated',
  'unavailable',
  'unexpected',
] as const;

/** Why something was not done, where it was asked for. */
export function ProblemAlert({ problem }: { problem: ApiProblem }) {
  const t = useTranslations('console.problems');
  const code = known.find((each) => each === problem.code);
  return (
    <Alert tone="danger" urgent title={t('title')}>
      <p className="wrap-anywhere">{code === undefined ? problem.detail : t(code)}</p>
    </Alert>
  );
}
