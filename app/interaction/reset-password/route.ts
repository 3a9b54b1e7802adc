import { resetPassword } from '@/server/interaction/reset-password';

export { resetPassword as POST };
