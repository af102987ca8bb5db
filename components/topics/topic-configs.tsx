import { EmptyNote } from '@/components/data/empty-note'
import { Ago } from '@/components/ui/ago'
import { Badge } from '@/components/ui/badge'
import { Panel } from '@/components/ui/panel'
import { UnknownValue } from '@/components/ui/unknown-value'
import { count } from '@/lib/format'
import type { TopicConfig, TopicDetail } from '@/lib/topics/schema'
import { configUnit, sourceWords } from './topic-words'

const Value = ({ config }: { config: TopicConfig }) => {
  if (config.sensitive) return <UnknownValue reason="sensitive: Kafka does not tell it" />
  if (config.value === null) return <UnknownValue reason="Kafka tells no value" />
  const unit = configUnit(config)
  return (
    <>
      <span className="font-medium">{unit ?? (config.value || 'empty')}</span>
      {unit !== null && unit !== config.value ? (
        <span className="mono ml-2 text-ink-3">{config.value}</span>
      ) : null}
    </>
  )
}

/** One key: value with its unit, where it comes from, and Kafka's own documentation on demand. */
const ConfigRow = ({ config }: { config: TopicConfig }) => (
  <li className="border-b border-line px-3.5 py-1.5 last:border-b-0">
    <details>
      <summary className="grid min-h-6 list-none items-baseline gap-x-4 sm:grid-cols-[minmax(0,17rem)_minmax(0,1fr)_auto] touch:min-h-11 [&::-webkit-details-marker]:hidden">
        <span className="mono min-w-0 wrap-anywhere">{config.name}</span>
        <span className="min-w-0 wrap-anywhere">
          <Value config={config} />
        </span>
        <span className="text-xs text-ink-3">
          {sourceWords(config.source)}
          {config.readOnly ? ' · read-only' : ''} ·{' '}
          <span className="underline decoration-dotted underline-offset-2">docs</span>
        </span>
      </summary>
      <p className="max-w-prose py-1.5 text-sm text-ink-2">
        {config.documentation ?? 'Kafka sends no documentation for this key.'}{' '}
        <Badge>{config.type.toLowerCase()}</Badge>
      </p>
    </details>
  </li>
)

const Rows = ({ configs }: { configs: TopicConfig[] }) => (
  <ul>
    {configs.map((config) => (
      <ConfigRow key={config.name} config={config} />
    ))}
  </ul>
)

/** The topic's configuration: what differs from the default first, the defaults folded below. */
export const TopicConfigs = ({ topic }: { topic: TopicDetail }) => {
  const byName = [...(topic.configs ?? [])].sort((a, b) => a.name.localeCompare(b.name))
  const own = byName.filter((config) => !config.isDefault)
  const defaults = byName.filter((config) => config.isDefault)
  return (
    <Panel
      flush
      title="Configuration"
      note={
        topic.configsObservedAt ? (
          <>
            {count(own.length)} of {count(byName.length)} differ from the default, asked{' '}
            <Ago at={topic.configsObservedAt} />
          </>
        ) : null
      }
    >
      {topic.configs === null ? (
        <EmptyNote
          empty={{
            kind: 'not_collected',
            title: 'Its configuration is not known now',
            text: topic.configsReason ?? 'The brokers have not told it yet.',
          }}
        />
      ) : (
        <>
          {own.length > 0 ? (
            <Rows configs={own} />
          ) : (
            <p className="px-3.5 py-3 text-ink-3">Nothing differs from the defaults.</p>
          )}
          {defaults.length > 0 ? (
            <details className="border-t border-line">
              <summary className="px-3.5 py-2 text-sm text-ink-2 hover:text-ink touch:min-h-11">
                {count(defaults.length)} defaults
              </summary>
              <div className="border-t border-line">
                <Rows configs={defaults} />
              </div>
            </details>
          ) : null}
        </>
      )}
    </Panel>
  )
}
