/** A certificate for `localhost` that signs itself, made for one run: whoever should trust it is told so. */
import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign } from 'node:crypto';

/** PEM texts for a server, and for NODE_EXTRA_CA_CERTS. */
export function createLocalCertificate(): { key: string; certificate: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const signed = contentOf(publicKey);
  const signature = sign('sha256', signed, privateKey);
  const der = sequence(signed, algorithm, node(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

/** What is signed (RFC 5280 section 4.1.2), in DER. */
function contentOf(publicKey: KeyObject): Buffer {
  const version = node(0xa0, node(0x02, Buffer.from([2])));
  const serialNumber = node(0x02, Buffer.from([1]));
  const name = sequence(node(0x31, sequence(commonName, node(0x0c, Buffer.from('localhost')))));
  const validity = sequence(node(0x18, Buffer.from('20200101000000Z')), node(0x18, Buffer.from('21200101000000Z')));
  const alternativeNames = sequence(subjectAltName, node(0x04, sequence(node(0x82, Buffer.from('localhost')))));
  const authority = sequence(basicConstraints, node(0x04, sequence(node(0x01, Buffer.from([0xff])))));
  const extensions = node(0xa3, sequence(alternativeNames, authority));
  const subjectKey = publicKey.export({ type: 'spki', format: 'der' });
  return sequence(version, serialNumber, algorithm, name, validity, name, subjectKey, extensions);
}

function node(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...members: Uint8Array[]): Buffer {
  return node(0x30, ...members);
}

/** An object identifier, whose first two arcs are one byte. */
const identifier = (...bytes: number[]) => node(0x06, Buffer.from(bytes));
const commonName = identifier(0x55, 4, 3);
const subjectAltName = identifier(0x55, 29, 17);
const basicConstraints = identifier(0x55, 29, 19);
/** ecdsa-with-SHA256 (RFC 5758 section 3.2). */
const algorithm = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
