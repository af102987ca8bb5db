/** What the configuration file or the environment says about one cluster, validated and with secrets as references. */
export type SaslConfig =
  | {
      mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
      username: string
      password: SecretRef
    }
  | { mechanism: 'oauthbearer'; token: SecretRef }

/** A secret is read when it is used: `value` from the file or an `${ENV}`, `file` is re-read when it changes. */
export type SecretRef = { value: string } | { file: string }

export type TlsConfig = {
  /** PEM text by reference; absent: the system's CAs. */
  ca?: SecretRef
  cert?: SecretRef
  key?: SecretRef
  /** Overrides the name checked in the certificate. */
  serverName?: string
  /** False only by an explicit setting. */
  rejectUnauthorized: boolean
}

export type MetricsConfig =
  | { kind: 'endpoints'; byBroker: Record<number, string> }
  | {
      kind: 'prometheus'
      /** Of the server itself; `/api/v1/query` is appended. */
      url: string
      /** Label matchers without braces, `job="kafka"`; empty for none. */
      selector: string
      /** The label that tells brokers apart. */
      brokerLabel: string
      /** Broker id by value of that label; a value that is an id or ends in `-<id>` needs no entry. */
      brokers: Record<string, number>
    }

export type ClusterConfig = {
  /** `[a-z0-9-]{1,40}` */
  id: string
  name: string
  environment: 'production' | 'staging' | 'development' | 'other'
  bootstrapServers: { host: string; port: number }[]
  tls: TlsConfig | null
  sasl: SaslConfig | null
  metrics: MetricsConfig | null
  /** Patterns (globs, `*` and `?`) applied before offsets are asked. */
  groups: { include: string[]; exclude: string[]; cap: number; noHistory: string[] }
  topics: { include: string[]; exclude: string[] }
  poll: { tickMs: number; connectTimeoutMs: number; requestTimeoutMs: number }
}

export type Settings = {
  clusters: ClusterConfig[]
  history: { rawHours: number; rollupDays: number }
  /** Where polls are spooled while Postgres is away, and how much. */
  spool: { folder: string; maxBytes: number }
}
