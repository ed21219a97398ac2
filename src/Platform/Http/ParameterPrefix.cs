namespace Cartwright.Platform.Http;

/// <summary>Metadata of an operation that reads all parameters of the query whose names begin with a prefix, for example <c>attributes.</c></summary>
/// <param name="Prefix">The prefix, which is compared without regard to case.</param>
public sealed record ParameterPrefix(string Prefix);
