import type { DescribedBody, DescribedParameter } from "../../components/api/described.ts";

type Asked = {
  method: string;
  path: string;
  parameters: DescribedParameter[];
  body: DescribedBody | undefined;
  hasToken: boolean;
};

/** How a terminal asks it, with the examples of the document. */
export function curlOf(
  { method, path, parameters, body, hasToken }: Asked,
  origin: string,
): string {
  const lines = [
    `curl "${origin}/api/v1${addressOf(path, parameters)}"`,
    ...(hasToken ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(body ? bodyLines(body) : method === "GET" ? [] : [`-X ${method}`]),
  ];
  return lines.join(" \\\n  ");
}

function addressOf(path: string, parameters: DescribedParameter[]): string {
  const named = parameters.filter(({ example }) => example !== "");
  const filled = named.filter(({ place }) => place === "path").reduce(
    (address, { name, example }) => address.replace(`{${name}}`, encodeURIComponent(example)),
    path,
  );
  const query = named.filter(({ place }) => place === "query")
    .map(({ name, example }) => `${name}=${encodeURIComponent(example)}`).join("&");
  return query === "" ? filled : `${filled}?${query}`;
}

function bodyLines({ isForm, example }: DescribedBody): string[] {
  if (isForm) return ["-F files=@comprobantes.csv", "-F files=@facturas.csv"];
  return [
    '-H "Content-Type: application/json"',
    `-d '${JSON.stringify(JSON.parse(example))}'`,
  ];
}
