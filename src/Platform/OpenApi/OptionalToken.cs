namespace Cartwright.Platform.OpenApi;

/// <summary>Tells the document that a public endpoint uses the token of a request that has one.</summary>
public sealed class OptionalToken;
