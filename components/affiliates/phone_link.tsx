import type { PropsWithChildren } from "hono/jsx";

/** A number that a telephone dials when it is touched; shown as it is, or in other words. */
export function PhoneLink({ phone, children = phone }: PropsWithChildren<{ phone: string }>) {
  return <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{children}</a>;
}
