namespace Cartwright.Platform.Caching;

/// <summary>How the values of a cache are written down, so that instances can share them.</summary>
/// <param name="Write">A value as bytes.</param>
/// <param name="Read">A value from its bytes and its tags.</param>
public sealed record CacheCodec<TValue>(Func<TValue, byte[]> Write, Func<byte[], IReadOnlyList<string>, TValue> Read);
