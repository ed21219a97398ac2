namespace Cartwright.Catalog;

/// <summary>Where this instance keeps its search index.</summary>
/// <param name="Path">The data folder of the service.</param>
internal sealed record SearchFolder(string Path);
