namespace Cartwright.Platform.Http;

/// <summary>The versions that a client is ready to edit.</summary>
/// <param name="Versions">The versions; null for any (<c>*</c>).</param>
public sealed record IfMatch(IReadOnlyCollection<int>? Versions)
{
    /// <summary>Whether the current version is one of them.</summary>
    public bool Allows(int current) => Versions is null || Versions.Contains(current);
}
