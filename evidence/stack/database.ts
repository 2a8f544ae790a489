import knex, { type Knex } from 'knex';

export const openDatabase = (url: string): Knex => knex({ client: 'pg', connection: url, pool: { min: 0, max: 8 } });
