import { dispatch } from '@/server/interaction/dispatch';

export async function GET(request: Request, { params }: { params: Promise<{ requestId: string }> }): Promise<Response> {
  return dispatch(request, (await params).requestId);
}
