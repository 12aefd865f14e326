/** A passkey (WebAuthn): the public half of a key that never leaves its device; instants in milliseconds. */
export type Passkey = {
  /** The credential's id in base64url. */
  id: string;
  userId: number;
  /** In base64. */
  publicKey: string;
  /** How often it has signed, as it says itself. */
  counter: number;
  /** How a browser reaches it: a list in JSON. */
  transports: string;
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
};
