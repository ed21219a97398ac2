namespace Cartwright.Storefront.Search;

/// <summary>A page that search engines may show.</summary>
/// <param name="Path">Its path in the shop.</param>
/// <param name="ChangedOn">The day on which it last changed, in UTC, as <c>2026-11-30</c>; null where that is not known.</param>
internal readonly record struct ListedPage(string Path, string? ChangedOn);
