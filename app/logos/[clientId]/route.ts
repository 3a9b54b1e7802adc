import { answerLogo } from '@/server/logo-door';

export async function GET(_request: Request, { params }: { params: Promise<{ clientId: string }> }): Promise<Response> {
  return answerLogo((await params).clientId);
}
