namespace Cartwright.Platform.Hosting;

/// <summary>
/// A service. Each runs as a separate web application, with its own container, port, database and health,
/// whether it shares the process with others or not.
/// </summary>
public interface IService
{
    /// <summary>The name in addresses, configuration and the event catalogue.</summary>
    string Name { get; }

    /// <summary>Registers the parts of the service: its database, use cases, event handlers, periodic work, and the services that it calls.</summary>
    void Configure(ServiceSetup setup);

    /// <summary>Adds middleware that runs before tokens are verified, because it must also protect the verification. Most services need none.</summary>
    void UseBeforeAuthentication(WebApplication app)
    {
    }

    /// <summary>Maps its routes. A route without a policy requires a signed-in user.</summary>
    void Map(WebApplication app);
}

/// <summary>The name of the service that a container belongs to.</summary>
internal sealed record ServiceName(string Value);
