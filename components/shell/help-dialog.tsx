'use client'
import { Dialog } from '@/components/ui/dialog'
import { shortcutKeys } from './shortcut-keys'

/** Every key, and where they are switched off. */
export const HelpDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog open onOpenChange={(open) => !open && onClose()} title="Keys">
    <dl className="grid gap-x-8 gap-y-1 overflow-y-auto p-4 sm:grid-cols-2">
      {shortcutKeys.map((shortcut) => (
        <div key={shortcut.text} className="flex items-center justify-between gap-3">
          <dt className="text-ink-2">{shortcut.text}</dt>
          <dd className="flex gap-1">
            {shortcut.keys.map((key, index) => (
              <kbd
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, and `g g` has a key twice
                key={`${index}${key}`}
                className="min-w-6 rounded border border-line-strong bg-raise px-1.5 py-0.5 text-center text-xs"
              >
                {key}
              </kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
    <p className="border-t border-line px-4 py-2.5 text-xs text-ink-3">
      Single keys are dead while you type and can be switched off in Settings. Cmd K works as Ctrl
      K.
    </p>
  </Dialog>
)
