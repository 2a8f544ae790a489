type WithoutNulls<Row> = { [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]>;
};

/** A row without its empty columns: what is not known is left out, never null. */
export const withoutNulls = <Row extends object>(row: Row): WithoutNulls<Row> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as WithoutNulls<Row>;

/** Puts the notice on a page of school data, where there is one. */
export const withNotice = <Page extends object>(notice: string | undefined, page: Page): Page & { notice?: string } =>
  notice === undefined ? page : { ...page, notice };
