import { expect, it } from 'vitest'
import { plainText } from './documentation.ts'

it.each([
  ['plain words', 'plain words'],
  ['<p>One.</p><p>Two.</p>', 'One.\nTwo.'],
  ['Use <code>compact</code> or <a href="http://x">this</a>', 'Use compact or this'],
  ['<ul><li>a</li><li>b</li></ul>', '• a\n• b'],
  ['a &lt; b &amp;&amp; c', 'a < b && c'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['<script>alert(1)</script>safe<img src=x onerror=y>', 'safe'],
  ['records < 5 and > 3', 'records < 5 and > 3'],
  ['&unknown; stays', '&unknown; stays'],
])('%j reads %j', (html, text) => {
  expect(plainText(html)).toBe(text)
})
