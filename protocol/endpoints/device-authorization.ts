/** The device authorization endpoint (RFC 8628 sections 3.1 and 3.2): a device asks for its two codes. */
import { auditEntry } from '../audit-entry';
import type { AuthenticationDependencies } from '../client-authentication';
import { authenticateClient, authenticationParameters } from '../client-authentication';
import { deviceCodeGrantType } from '../client-metadata/vocabulary';
import { hasKind } from '../errors';
import { checkMayUse } from '../grants/registered';
import { issueSecretValue } from '../identifiers';
import type { AuthorizationServerOptions } from '../options';
import type { Parameters } from '../parameters';
import { readForm } from '../parameters';
import type { Client, DeviceCode, KeyedDigest, Origin, ProtocolStorage } from '../ports';
import { checkRequestedResources } from '../resources';
import { checkRequestedScopes, dropIdleOfflineAccess, parseScope } from '../scopes';
import { digestUserCode, formatUserCode, issueUserCode } from '../user-code';
import type { EndpointDependencies } from './endpoint';
import { attributeTo, createEndpoint, json } from './endpoint';
import { endpointPaths } from './paths';

type Dependencies = EndpointDependencies &
  AuthenticationDependencies & {
    storage: ProtocolStorage;
    options: AuthorizationServerOptions;
    keyedDigest: KeyedDigest;
  };

/** Two live codes being equal is next to impossible; a third draw means that something else is wrong. */
const draws = 3;

/** Builds `POST /oauth2/device_authorization`. Clients prove themselves as at the token endpoint. */
export function createDeviceAuthorizationEndpoint(dependencies: Dependencies) {
  return createEndpoint(
    {
      step: 'device',
      methods: ['POST'],
      scheme: 'Basic',
      isForBrowsers: false,
      async answer(request, origin) {
        const parameters = await readForm(request);
        parameters.check(['scope', 'resource', ...authenticationParameters]);
        const { client } = await authenticateClient(request, parameters, 'deviceAuthorization', dependencies);
        try {
          checkMayUse(client, deviceCodeGrantType);
          const codes = await start(await checkRequest(parameters, client, dependencies), client, origin, dependencies);
          return { response: json(describeCodes(codes, dependencies)), client };
        } catch (thrown) {
          throw attributeTo(client, thrown);
        }
      },
    },
    dependencies,
  );
}

async function checkRequest(parameters: Parameters, client: Client, { storage }: Dependencies) {
  const apis = await storage.stores.apiLookup.list();
  const resources = checkRequestedResources(parameters.all('resource'), client, apis);
  const scopes = checkRequestedScopes(parseScope(parameters.get('scope')), client, apis, resources);
  return { requestedScopes: dropIdleOfflineAccess(scopes, client), resources };
}

interface Codes {
  deviceCode: string;
  userCode: string;
}

/** Committed, with its audit row, before the device learns of it. */
async function start(
  request: Pick<DeviceCode, 'requestedScopes' | 'resources'>,
  client: Client,
  origin: Origin,
  dependencies: Dependencies,
): Promise<Codes> {
  const { storage, clock, random } = dependencies;
  for (let drawsLeft = draws; ; drawsLeft -= 1) {
    const codes = { deviceCode: issueSecretValue(random), userCode: issueUserCode(random) };
    const row = { ...request, ...(await describeRow(codes, client, dependencies)), traceId: origin.traceId };
    const actor = { kind: 'client', id: client.clientId } as const;
    const object = { kind: 'client', id: client.clientId };
    const detail = { scope: request.requestedScopes.join(' ') };
    const facts = { at: clock.now(), actor, action: 'device-authorization-start', object, detail };
    try {
      await storage.transaction(async (stores) => {
        await stores.deviceCodes.create(row);
        await stores.audit.append(auditEntry(facts, origin, random));
      });
      return codes;
    } catch (error) {
      if (!hasKind(error, 'conflict') || drawsLeft === 1) throw error;
    }
  }
}

async function describeRow({ deviceCode, userCode }: Codes, client: Client, dependencies: Dependencies) {
  const { clock, options, keyedDigest, cryptography } = dependencies;
  const at = clock.now();
  return {
    hash: cryptography.digest(deviceCode),
    userCodeHash: await digestUserCode(userCode, keyedDigest),
    clientId: client.clientId,
    intervalSeconds: options.devicePollSeconds,
    createdAt: at,
    expiresAt: new Date(at.getTime() + options.deviceCodeSeconds * 1000),
    ...{ lastPolledAt: null, claimedBy: null, decision: null, authorizationId: null, consumedAt: null },
  };
}

function describeCodes({ deviceCode, userCode }: Codes, { issuer, options }: Dependencies) {
  const verificationUri = `${issuer}${endpointPaths.deviceVerification}`;
  const shown = formatUserCode(userCode);
  return {
    device_code: deviceCode,
    user_code: shown,
    verification_uri: verificationUri,
    verification_uri_complete: `${verificationUri}?user_code=${shown}`,
    expires_in: options.deviceCodeSeconds,
    interval: options.devicePollSeconds,
  };
}
