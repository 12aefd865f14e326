import { writtenCode } from "../../domain/code.ts";
import type { Certificate } from "../../domain/certificates/certificate.ts";
import { formatInstant } from "../../domain/dates.ts";
import type { PdfBlock } from "../../lib/pdf/plan.ts";
import { qrPath } from "../../lib/qr.ts";

/** The end of every certificate: its code, and the address where anybody may check it. */
export function verificationBlock(
  { code, issuedAt }: Pick<Certificate, "code" | "issuedAt">,
  baseUrl: string,
): PdfBlock {
  const written = writtenCode(code);
  const place = `${baseUrl}/verificar`;
  const how = `Con la cámara del teléfono, o escribiendo el código en ${place}. Expedido el ` +
    `${formatInstant(issuedAt)}, hora de Colombia.`;
  return {
    kind: "picture",
    drawing: qrPath(`${place}/${written}`),
    alternative: `Código QR de la dirección ${place}/${written}`,
    beside: [
      { kind: "paragraph", style: "strong", text: "Verifique que este certificado es válido" },
      { kind: "paragraph", style: "signs", text: written },
      { kind: "paragraph", style: "small", text: how },
    ],
  };
}
