import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { collectorEnv, collectorFlags } from '../stack/stack.ts'

/** A process that answers each line with a line. */
export type Asked = { ask(line: string): Promise<string>; pid: number; end(): Promise<void> }

const main = join(import.meta.dirname, 'main.ts')

const asked = (child: ChildProcess): Asked => {
  const { stdin, stdout, pid } = child
  if (!stdin || !stdout || !pid) throw new Error('the process could not be started')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  stdin.on('error', () => {}) // it died: the missing answer tells
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid,
    async ask(line) {
      stdin.write(`${line}\n`)
      const answer = await lines.next()
      if (answer.done) throw new Error('the process ended without an answer')
      return answer.value
    },
    async end() {
      stdin.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** A part of the bench in a process of its own, so that what is measured shares no heap with what moves the cluster. */
export const askPart = (args: string[], nodeFlags: string[] = collectorFlags): Asked =>
  asked(
    spawn(process.execPath, [...nodeFlags, main, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...collectorEnv, ...process.env },
    }),
  )

/** A command of the shell. */
export const askCommand = (command: string): Asked =>
  asked(spawn('sh', ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'inherit'] }))
