export { answerNextAuth as GET, answerNextAuth as POST } from '@/server/next-auth-door';
