/** Whose passkeys: the portal, as browsers see it. */
export type Site = { name: string; origin: string };
export type StoredKey = { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number };

const SIGNATURES = [-8, -7, -257];

/** Loaded when it is first needed: loading it takes longer than all the rest of the start. */
export async function loadPasskeys() {
  return await import("@simplewebauthn/server");
}

/** What a browser needs to make a passkey; `challenge` in it is to be stored and used once. */
export async function askForNewPasskey(
  site: Site,
  person: { handle: string; name: string },
  knownIds: string[],
) {
  const { generateRegistrationOptions } = await loadPasskeys();
  return await generateRegistrationOptions({
    rpName: site.name,
    rpID: new URL(site.origin).hostname,
    userID: new TextEncoder().encode(person.handle),
    userName: person.name,
    userDisplayName: person.name,
    excludeCredentials: knownIds.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: SIGNATURES,
  });
}

/** What a browser needs to sign in with any of its passkeys for this site. */
export async function askForPasskey(site: Site) {
  const { generateAuthenticationOptions } = await loadPasskeys();
  return await generateAuthenticationOptions({
    rpID: new URL(site.origin).hostname,
    userVerification: "required",
  });
}

/** The challenge that a browser's answer says it signed; undefined where the answer is no such thing. */
export function challengeOf(answer: BrowserAnswer): string | undefined {
  try {
    const bytes = Uint8Array.fromBase64(answer.response.clientDataJSON, { alphabet: "base64url" });
    const { challenge } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof challenge === "string" ? challenge : undefined;
  } catch {
    return undefined;
  }
}

/** What a browser sends back: `PublicKeyCredential.toJSON()`. */
export type BrowserAnswer = {
  id: string;
  rawId: string;
  type: "public-key";
  response: {
    clientDataJSON: string;
    attestationObject?: string | undefined;
    authenticatorData?: string | undefined;
    signature?: string | undefined;
    userHandle?: string | undefined;
  };
};

/** The new key; undefined where the answer does not prove a key of this site for this challenge. */
export async function readNewPasskey(
  site: Site,
  challenge: string,
  { id, rawId, type, response }: BrowserAnswer,
): Promise<StoredKey | undefined> {
  const { clientDataJSON, attestationObject = "" } = response;
  const attested = { clientDataJSON, attestationObject };
  const { verifyRegistrationResponse } = await loadPasskeys();
  const verdict = await verifyRegistrationResponse({
    response: { id, rawId, type, response: attested, clientExtensionResults: {} },
    ...expected(site, challenge),
  }).catch(() => undefined);
  if (!verdict?.verified) return undefined;
  return verdict.registrationInfo.credential;
}

/** The key's new counter; undefined where the answer is not signed with it for this challenge. */
export async function readPasskey(
  site: Site,
  challenge: string,
  { id, rawId, type, response }: BrowserAnswer,
  credential: StoredKey,
): Promise<number | undefined> {
  const { clientDataJSON, authenticatorData = "", signature = "" } = response;
  const signed = { clientDataJSON, authenticatorData, signature };
  const { verifyAuthenticationResponse } = await loadPasskeys();
  const verdict = await verifyAuthenticationResponse({
    response: { id, rawId, type, response: signed, clientExtensionResults: {} },
    credential,
    ...expected(site, challenge),
  }).catch(() => undefined);
  return verdict?.verified ? verdict.authenticationInfo.newCounter : undefined;
}

function expected(site: Site, expectedChallenge: string) {
  return {
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: new URL(site.origin).hostname,
    requireUserVerification: true,
  };
}
