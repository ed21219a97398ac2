namespace Cartwright.Hosting;

/// <summary>The Redis that instances share, section <c>Redis</c>.</summary>
internal sealed class RedisOptions
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Redis";

    /// <summary>Address of the Redis through which instances share caches, rate limits and tokens: <c>host:port[,password=…][,ssl=true]</c>.</summary>
    public string? Address { get; set; }
}
