/**
 * The attributes of a region, so that links and forms inside it replace only the region. Addresses
 * and history work as without JavaScript. While an answer is on its way, another click is followed
 * instead (`replace`), so that an older answer which comes late replaces nothing; or, where forms
 * change something, it is not sent (`drop`). hx-csp wants the `nonce` on every element with hx-*.
 */
export function boost(
  id: string,
  nonce: string,
  secondClick: "replace" | "drop" = "replace",
): Record<string, string> {
  return {
    id,
    "hx-boost:inherited": "true",
    "hx-target:inherited": `#${id}`,
    "hx-swap:inherited": "outerMorph",
    "hx-sync:inherited": `#${id}:${secondClick}`,
    "hx-nonce": nonce,
  };
}

/** A form or link inside a region that loads a page or a file of its own. */
export function unboosted(nonce: string): Record<string, string> {
  return { "hx-boost": "false", "hx-nonce": nonce };
}
