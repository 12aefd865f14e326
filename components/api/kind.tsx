type Props = { kind: string; schema?: string };

/** What kind of value it is; a named schema is a link to it. */
export function Kind({ kind, schema }: Props) {
  if (schema === undefined) return <span class="soft">{kind}</span>;
  return <a href={`#esquema-${schema}`}>{kind}</a>;
}
