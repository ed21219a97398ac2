using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>The search indexes of the instances of the catalog.</summary>
/// <param name="Items">The indexes of the instances that reported within 30 seconds.</param>
public sealed record SearchIndexListResponse(IReadOnlyList<SearchIndexResponse> Items);

/// <summary>The search index of an instance.</summary>
/// <param name="Instance">The instance: another one after each start.</param>
/// <param name="State">
/// <c>current</c>; <c>behind</c> while edits wait to be applied; <c>rebuilding</c> from the request of a rebuild to its end, and while the first index is built.
/// </param>
/// <param name="Products">How many products it contains.</param>
/// <param name="Behind">How many events of the catalog are not applied yet.</param>
/// <param name="SeenAt">When the instance reported this.</param>
public sealed record SearchIndexResponse(
    Guid Instance, [property: OneOf("current", "behind", "rebuilding")] string State, int Products, long Behind, DateTimeOffset SeenAt);
