import { askForEmail } from '@/server/interaction/change-email';

export { askForEmail as POST };
