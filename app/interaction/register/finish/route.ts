import { finishRegistration } from '@/server/interaction/finish-registration';

export { finishRegistration as POST };
