import { confirmEmail } from '@/server/interaction/change-email';

export { confirmEmail as POST };
