import { AppLogo } from '@/components/ui/app-logo';
import { Mark } from '@/components/ui/mark';
import type { Application } from './application';

/** The application that asks, or our own mark when nobody does. */
export function Crown({ application }: { application?: Application | undefined }) {
  if (application === undefined) return <Mark className="size-14 max-sm:size-12" />;
  return <AppLogo name={application.name} src={application.logo} size="lg" />;
}
