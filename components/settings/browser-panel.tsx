import type { ReactNode } from 'react'
import { Panel } from '@/components/ui/panel'

/** What is kept in this browser alone: theme and keys. The controls are handed in by the page. */
export const BrowserPanel = ({ theme, keys }: { theme: ReactNode; keys: ReactNode }) => (
  <Panel title="This browser" note="not shared with anybody">
    <dl className="flex flex-col gap-4">
      <div>
        <dt className="mb-1.5 font-medium">Theme</dt>
        <dd>{theme}</dd>
      </div>
      <div>
        <dt className="mb-1.5 font-medium">Keys</dt>
        <dd>
          {keys}
          <p className="mt-1.5 max-w-prose text-sm text-ink-3">
            Letters such as <kbd>j</kbd>, <kbd>r</kbd> and <kbd>g</kbd> <kbd>t</kbd>. Switch them
            off when they disturb speech input; <kbd>Ctrl</kbd> <kbd>K</kbd> stays.
          </p>
        </dd>
      </div>
    </dl>
  </Panel>
)
