import { start } from '@/server/interaction/start';

export { start as GET };
