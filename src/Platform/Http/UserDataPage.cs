namespace Cartwright.Platform.Http;

/// <summary>A page of what a service holds about a user, for the export of an account. Accounts puts the items into the document as they are.</summary>
/// <typeparam name="T">An item, without secrets.</typeparam>
/// <param name="Items">The items, newest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record UserDataPage<T>(IReadOnlyList<T> Items, string? NextCursor);
