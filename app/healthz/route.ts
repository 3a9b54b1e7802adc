export { health as GET } from '@/server/readiness';
