'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { LIST_PAGE_SIZE, pageOf } from './list-state'

/**
 * Search, sort, page and further filters of a list, held in the URL. Typing replaces the entry in
 * the browser's history, everything else adds one; any change but the page's goes back to page 1.
 * `filters` are further parameters by name with their default, each a text.
 */
export const useListState = <Filter extends string = never>(
  defaultSort: string,
  filters: Record<Filter, string> = {} as Record<Filter, string>,
) => {
  const names = Object.keys(filters) as Filter[]
  const parsers: Record<string, ReturnType<typeof textParser>> = {
    search: textParser(''),
    sort: textParser(defaultSort),
    page: textParser('1'),
  }
  for (const name of names) parsers[name] = textParser(filters[name])
  const [state, set] = useQueryStates(parsers)
  const value = (name: Filter): string => state[name] ?? filters[name]
  return {
    search: state.search ?? '',
    sort: state.sort ?? defaultSort,
    page: pageOf(state.page),
    pageSize: LIST_PAGE_SIZE,
    filter: value,
    /** True when anything narrows the list. */
    filtered: state.search !== '' || names.some((name) => value(name) !== filters[name]),
    setSearch: (search: string) =>
      set({ search: search || null, page: null }, { history: 'replace' }),
    setSort: (sort: string) => set({ sort, page: null }, { history: 'push' }),
    setPage: (page: number) => set({ page: page === 1 ? null : String(page) }, { history: 'push' }),
    setFilter: (name: Filter, text: string) =>
      set({ [name]: text === filters[name] ? null : text, page: null }, { history: 'push' }),
    clear: () =>
      set(
        { search: null, page: null, ...Object.fromEntries(names.map((name) => [name, null])) },
        { history: 'push' },
      ),
  }
}

const textParser = (standard: string) => parseAsString.withDefault(standard)
