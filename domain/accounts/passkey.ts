/** A passkey (WebAuthn): the public half of a key that never leaves its device; instants in milliseconds. */
export type Passkey = {
  /** The credential's id in base64url. */
  id: string;
  userId: number;
  /** In base64. */
  publicKey: string;
  /** How many signatures it has made, by its own count. */
  counter: number;
  /** How a browser reaches it: a JSON list, such as `["internal"]`. */
  transports: string;
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
};
