/**
 * The groups of nodes that reach one another, each sorted: Tarjan's strongly connected components of
 * more than one node.
 */
export function circlesOf(edges: Map<string, string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];
  const lowOf = (node: string) => low.get(node) ?? 0;

  function visit(node: string): void {
    order.set(node, order.size);
    low.set(node, lowFrom(node));
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (path.includes(next)) low.set(node, Math.min(lowOf(node), lowOf(next)));
    }
    if (lowOf(node) === lowFrom(node)) close(node);
  }

  const lowFrom = (node: string) => order.get(node) ?? 0;

  function close(node: string): void {
    const group = path.splice(path.indexOf(node));
    if (group.length > 1) circles.push(group.sort());
  }

  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return circles;
}
