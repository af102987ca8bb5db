export const LIST_PAGE_SIZE = 50

/** A page number from the URL; what is none is page 1. */
export const pageOf = (text: string | null | undefined): number =>
  Math.max(1, Number.parseInt(text ?? '1', 10) || 1)

/**
 * What `useListState` will read in the browser, read on the server from the page's `searchParams`,
 * so that both ask with the same parameters.
 */
export const listStateOf = <Filter extends string = never>(
  searchParams: Record<string, string | string[] | undefined>,
  defaultSort: string,
  filters: Record<Filter, string> = {} as Record<Filter, string>,
) => {
  const text = (name: string): string | undefined => {
    const value = searchParams[name]
    return Array.isArray(value) ? value[0] : value
  }
  return {
    search: text('search') ?? '',
    sort: text('sort') ?? defaultSort,
    page: pageOf(text('page')),
    pageSize: LIST_PAGE_SIZE,
    filter: (name: Filter): string => text(name) ?? filters[name],
  }
}
