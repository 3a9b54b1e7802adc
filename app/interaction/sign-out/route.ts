import { signOut } from '@/server/interaction/sign-out';

export { signOut as POST };
