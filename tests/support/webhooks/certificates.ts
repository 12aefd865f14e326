// The library of certificates needs this first.
import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** The name for which the servers of tests have a certificate. */
export const HOOK_NAME = "erp.ips.example";

/** A certificate authority that a process makes for its tests, and a server's certificate by it. */
export type Certificates = { ca: string; certificate: string; key: string };

const KEYS = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const VALID = { notBefore: new Date("2020-01-01"), notAfter: new Date("2120-01-01") };
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

let made: Promise<Certificates> | undefined;

/** The same for every caller in this process. */
export function certificates(): Promise<Certificates> {
  return made ??= makeCertificates();
}

async function makeCertificates(): Promise<Certificates> {
  const authority = await crypto.subtle.generateKey(KEYS, true, ["sign", "verify"]);
  const server = await crypto.subtle.generateKey(KEYS, true, ["sign", "verify"]);
  const issued = { ...VALID, issuer: "CN=Tests", signingAlgorithm: KEYS };
  const ca = await X509CertificateGenerator.create({
    ...issued,
    serialNumber: "01",
    subject: "CN=Tests",
    publicKey: authority.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  const certificate = await X509CertificateGenerator.create({
    ...issued,
    serialNumber: "02",
    subject: `CN=${HOOK_NAME}`,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new BasicConstraintsExtension(false),
      new ExtendedKeyUsageExtension([SERVER_AUTH]),
      new SubjectAlternativeNameExtension([{ type: "dns", value: HOOK_NAME }]),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", server.privateKey);
  return { ca: ca.toString("pem"), certificate: certificate.toString("pem"), key: toPem(key) };
}

function toPem(key: ArrayBuffer): string {
  const lines = new Uint8Array(key).toBase64().match(/.{1,64}/g) ?? [];
  const rule = (side: string) => `-----${side} PRIVATE KEY-----`;
  return [rule("BEGIN"), ...lines, rule("END"), ""].join("\n");
}
