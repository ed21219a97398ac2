namespace Cartwright.Platform.Caching;

/// <summary>Serializes the values of a cache, so that instances can share them.</summary>
/// <param name="Write">Returns a value as bytes.</param>
/// <param name="Read">Returns a value from its bytes and its tags.</param>
public sealed record CacheCodec<TValue>(Func<TValue, byte[]> Write, Func<byte[], IReadOnlyList<string>, TValue> Read);
