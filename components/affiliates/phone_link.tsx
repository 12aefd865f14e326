import type { PropsWithChildren } from "hono/jsx";

/** So many signs fit a line of the narrowest phone. */
const MAX_UNBROKEN = 24;

/** A number that a telephone dials when it is touched; shown as it is, or in other words. */
export function PhoneLink({ phone, children = phone }: PropsWithChildren<{ phone: string }>) {
  const look = phone.length <= MAX_UNBROKEN ? "nowrap" : undefined;
  return <a class={look} href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{children}</a>;
}
