import type { HelpSubject } from "../writing/subject.ts";

export const CERTIFICATES: HelpSubject = {
  slug: "certificados",
  audience: "provider",
  title: "Certificados de retención",
  about: "Renta, IVA e ICA en PDF, los renglones en Excel y cómo se verifica uno",
  sections: [
    {
      id: "descargar",
      title: "Descargar un certificado",
      screens: ["/certificados"],
      picture: "certificados",
      body: [
        "En [Certificados](/certificados) escoja el año. **Renta** es uno por año; **IVA** e **ICA**, " +
        "uno cada dos meses.",
        "**Certificado** le da el PDF, con lo que pide el artículo 381 del Estatuto Tributario, un " +
        "código y un cuadro QR. **Renglones en Excel** trae las facturas que suman exactamente el " +
        "valor del certificado: compárelos con su contabilidad antes de declarar.",
      ],
    },
    {
      id: "cambio",
      title: "Dice «Puede haber cambiado»",
      body: [
        "Después de expedir el certificado se corrigió algún comprobante de ese periodo. Descárguelo de " +
        "nuevo: si ahora dice otra cosa, el nuevo reemplaza al anterior, y quien verifique el viejo lo " +
        "sabrá.",
      ],
    },
    {
      id: "verificar",
      title: "Verificar un certificado",
      screens: ["/verificar"],
      body: [
        "Cualquiera puede hacerlo, sin cuenta: lea el cuadro QR con el teléfono, o escriba en " +
        "[Verificar un certificado](/verificar) el **Código del certificado** y presione " +
        "**Verificar**. La respuesta dice si vale y sus datos principales: compárelos con el papel.",
      ],
    },
  ],
};
