import { acceptInvitation } from '@/server/interaction/finish-registration';

export { acceptInvitation as POST };
