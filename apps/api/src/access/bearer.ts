const form = /^Bearer +([\x21-\x7e]{1,512})$/i;

/** The secret of an `Authorization: Bearer …` header; `undefined` where there is none. */
export const bearerSecret = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : form.exec(authorization)?.[1];
