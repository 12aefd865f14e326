/** The natural key of a voucher: NIT + N° Documento. */
export function voucherKey(nit: string, documentNumber: string): string {
  return `${nit}\n${documentNumber}`;
}
