using Cartwright.Platform.Hosting;

namespace Cartwright.Imports;

/// <summary>Brings in the orders of third-party marketplaces: cut into chunks that all instances work on, each order once.</summary>
public sealed class ImportsService : IService
{
    /// <inheritdoc/>
    public string Name => "imports";

    /// <inheritdoc/>
    public void Configure(ServiceSetup setup)
    {
        setup.UseDatabase();
        setup.UseOptions<ImportsOptions>("Imports");
        setup.Services.AddValidation();
        MarketplaceDirectory.Add(setup.Services);
    }

    /// <inheritdoc/>
    public void Map(WebApplication app)
    {
    }
}
