using Cartwright.Platform.Hosting;
namespace Cartwright.Carts;
/// <summary>Placeholder.</summary>
public sealed class CartsService : IService
{
    /// <inheritdoc/>
    public string Name => "carts";
    /// <inheritdoc/>
    public void Configure(ServiceSetup setup) { }
    /// <inheritdoc/>
    public void Map(WebApplication app) { }
}
