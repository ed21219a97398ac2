namespace Cartwright.Platform.Data;

/// <summary>Too many requests wait. The response is 503 with <c>Retry-After</c>.</summary>
public sealed class OverloadedException() : Exception("Too many requests are waiting.");
