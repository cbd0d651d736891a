/** Steps from an empty database to this version, oldest first. A released step is never changed; a new one is added. */
export const MIGRATIONS: readonly { readonly name: string; readonly statements: readonly string[] }[] = [
  {
    name: 'portal: apps, immutable versions, published pointers',
    statements: [
      `create table apps (
        cloud_id text primary key,
        name text not null,
        tenant text not null,
        created_at timestamptz not null default now()
      )`,
      `create table versions (
        id integer generated always as identity primary key,
        cloud_id text not null references apps (cloud_id) on delete cascade,
        channel text not null check (channel in ('live', 'editable')),
        document text not null check (document in ('provisioning', 'theme')),
        epoch integer not null default 1,
        revision integer not null,
        author text not null,
        media_type text not null,
        bytes bytea not null,
        etag text not null,
        created_at timestamptz not null default now(),
        unique (cloud_id, channel, document, epoch, revision)
      )`,
      `create function refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'a version never changes'; end $$`,
      `create trigger versions_never_change before update on versions
        for each row execute function refuse_change()`,
      `create table published (
        cloud_id text not null references apps (cloud_id) on delete cascade,
        channel text not null,
        document text not null,
        version_id integer not null references versions (id) on delete cascade,
        primary key (cloud_id, channel, document)
      )`,
      `create table assets (
        sha256 text primary key,
        media_type text not null,
        bytes bytea not null
      )`,
    ],
  },
  {
    name: 'provider: tenants, users, accounts',
    statements: [
      `create table tenants (
        tenant text primary key,
        name text not null,
        global_document jsonb
      )`,
      `create table users (
        tenant text not null references tenants (tenant) on delete cascade,
        username text not null,
        password_hash text not null,
        primary key (tenant, username)
      )`,
      `create table accounts (
        tenant text not null,
        username text not null,
        nodes jsonb not null,
        primary key (tenant, username),
        foreign key (tenant, username) references users (tenant, username) on delete cascade
      )`,
    ],
  },
];
