namespace Cartwright.Platform.Hosting;

/// <summary>
/// A service: what it consists of and what it offers. Each runs as a web application of its own, with its own container, port, database and health,
/// whether it shares the process with others or not.
/// </summary>
public interface IService
{
    /// <summary>The name in addresses, configuration and the event catalogue.</summary>
    string Name { get; }

    /// <summary>Says what the service consists of: its database, use cases, reactions to events, timers, and whom it calls.</summary>
    void Configure(ServiceSetup setup);

    /// <summary>Maps its routes. A route that names no rule requires a signed-in user.</summary>
    void Map(WebApplication app);
}

/// <summary>The name of the service that a container belongs to.</summary>
internal sealed record ServiceName(string Value);
