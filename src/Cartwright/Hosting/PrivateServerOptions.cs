namespace Cartwright.Hosting;

/// <summary>Settings that are passed to a private server.</summary>
internal sealed class PrivateServerOptions
{
    /// <summary>The section of PostgreSQL.</summary>
    public const string Postgres = "Postgres";

    /// <summary>The section of RabbitMQ.</summary>
    public const string RabbitMq = "RabbitMq";

    /// <summary>The section of Redis.</summary>
    public const string Redis = "Redis";

    /// <summary>A setting of the private server, by its name there.</summary>
    public Dictionary<string, string> Settings { get; } = [];
}
