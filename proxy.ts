/** Sets the headers of pages and nothing else: who may see what is decided by each page and handler. */
import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { container } from '@/server/container';
import { displayHeader } from '@/server/display';
import { isDevelopment } from '@/server/env';
import { uiLocalesHeader } from '@/server/locale';
import { pageAddressHeader } from '@/server/page-address';
import { hintsOfRequest } from '@/server/request-hints';
import { pageHeaders } from '@/server/security-headers';

/**
 * Protocol endpoints, form handlers and the API set their own headers: some are answered before Next, and what is set
 * here would win over the policy of a form-post relay or an error page.
 */
export const config = {
  matcher: [
    '/((?!_next/|oauth2/|interaction/|logos/|\\.well-known/|api/|healthz$|readyz$|metrics$|icon\\.svg$|favicon\\.ico$).*)',
  ],
};

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { environment, random, storage } = await container();
  const { pathname, search, searchParams } = request.nextUrl;
  const hints = await hintsOfRequest(searchParams.get('request'), storage.stores).catch(() => undefined);
  const headers = pageHeaders({
    issuer: environment.issuer,
    pathname,
    nonce: Buffer.from(random(18)).toString('base64url'),
    formTargets: hints?.formTargets ?? [],
    frameSources: hints?.frameSources ?? [],
    development: isDevelopment(),
  });
  const requestHeaders = new Headers(request.headers);
  // Next reads the nonce for its own tags from the request.
  requestHeaders.set('content-security-policy', headers['content-security-policy'] ?? '');
  requestHeaders.set(uiLocalesHeader, hints?.uiLocales ?? '');
  requestHeaders.set(pageAddressHeader, `${pathname}${search}`);
  requestHeaders.set(displayHeader, hints?.display === 'popup' ? 'popup' : '');
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
