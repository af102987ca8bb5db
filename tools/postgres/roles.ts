import pg from 'pg'

/** The two roles of the product: one owns the database and changes its shape, the other reads and writes. */
export const ownerRole = 'highwater_owner'
export const appRole = 'highwater_app'

/** Makes the roles if they are missing and gives them these passwords. The owner may act for the app role, so that a migration can hand it a schema. */
export const ensureRoles = async (
  client: pg.Client,
  passwords: { owner: string; app: string },
): Promise<void> => {
  for (const [role, password] of [
    [ownerRole, passwords.owner],
    [appRole, passwords.app],
  ] as const) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    const verb = rowCount ? 'ALTER' : 'CREATE'
    await client.query(`${verb} ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`)
  }
  await client.query(`GRANT ${appRole} TO ${ownerRole}`)
}

/** Makes a database owned by the owner role, where nobody else may create anything. False when it is there already. */
export const ensureDatabase = async (client: pg.Client, name: string): Promise<boolean> => {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (rowCount) return false
  const quoted = client.escapeIdentifier(name)
  await client.query(`CREATE DATABASE ${quoted} OWNER ${ownerRole}`)
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`)
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${quoted} TO ${appRole}`)
  return true
}

/** Opens a client, hands it to `work` and closes it whatever happens. Connecting may take 5 s. */
export const withClient = async <T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined) // a server that goes away is told by the next query
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
