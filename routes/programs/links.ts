import type { Ctx } from "../context.ts";

/**
 * Says where the other pages of a list are (Link, RFC 8288): the first and the last one, and where
 * there is one, the next and the one before. The address is otherwise the same.
 */
export function linkPages(c: Ctx, { page, pages }: { page: number; pages: number }): void {
  const places = [
    ["first", 1],
    ["prev", Math.min(page - 1, pages)],
    ["next", page + 1],
    ["last", pages],
  ] as const;
  const there = places.filter(([, place]) => place >= 1 && place <= pages);
  link(c, there.map(([rel, place]) => [rel, { page: String(place) }]));
}

/** Says where a list goes on that has no pages. */
export function linkNext(c: Ctx, query: Record<string, string>): void {
  link(c, [["next", query]]);
}

function link(c: Ctx, links: [rel: string, query: Record<string, string>][]): void {
  const { pathname, search } = new URL(c.req.url);
  const written = links.map(([rel, query]) => {
    const url = new URL(pathname + search, c.get("services").settings.baseUrl);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return `<${url}>; rel="${rel}"`;
  });
  c.header("Link", written.join(", "));
}
