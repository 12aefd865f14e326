/**
 * What a region carries so that links and forms inside it replace only the region. Addresses and
 * history work as without JavaScript; `nonce` is what hx-csp asks of every element with hx-*.
 */
export function boost(id: string, nonce: string): Record<string, string> {
  return {
    id,
    "hx-boost:inherited": "true",
    "hx-target:inherited": `#${id}`,
    "hx-swap:inherited": "outerMorph",
    "hx-nonce": nonce,
  };
}

/** A form or link inside a region that loads a page or a file of its own. */
export function unboosted(nonce: string): Record<string, string> {
  return { "hx-boost": "false", "hx-nonce": nonce };
}
